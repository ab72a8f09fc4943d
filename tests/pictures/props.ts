import type { SanityClient } from '@sanity/client'
import { clinicDate, groupStartDates } from '#studio/sample-content/calendar.ts'

/**
 * Leaves two group starts that are over, so far apart that the next one is likely on the day on which the next group of
 * the sample content starts.
 */
export async function endGroupStarts(client: SanityClient): Promise<void> {
  const now = Temporal.Now.instant()
  const { winter } = groupStartDates(now)
  const weeks = Math.floor(clinicDate(now).until(winter).days / 7) + 1
  await client.delete({ query: '*[_type == "announcement" && kind == "groupStart"]' })
  for (const startDate of [winter.subtract({ weeks: 2 * weeks }), winter.subtract({ weeks })]) {
    await client.create({
      _id: `announcement-${startDate}`,
      _type: 'announcement',
      kind: 'groupStart',
      service: { _type: 'reference', _ref: 'service-group-therapy', _weak: true },
      startDate: startDate.toString(),
      startTime: '18:00',
      urgency: 'routine',
    })
  }
}

/** A document as its draft would begin. @throws Error when it is not there. */
export async function getDraft(
  client: SanityClient,
  id: string,
): Promise<{ _id: string; _type: string; body: Record<string, unknown>[] }> {
  const document = await client.getDocument(id)
  if (!document) throw new Error(`The sample content has no ${id}.`)
  return { ...document, body: document.body, _id: `drafts.${id}` }
}
