import type { SanityClient } from '@sanity/client'
import { seed } from '../fixtures/seed-roles.ts'

/**
 * Leaves two group starts that are over, so far apart that the next one is likely on the day on which the next group of
 * the seed starts.
 */
export async function endGroupStarts(client: SanityClient): Promise<void> {
  const next = Temporal.PlainDate.from(seed.nextStart.date)
  const weeks = Math.floor(Temporal.Now.plainDateISO(seed.settings.timeZone).until(next).days / 7) + 1
  await client.delete({ query: '*[_type == "announcement" && kind == "groupStart"]' })
  for (const startDate of [next.subtract({ weeks: 2 * weeks }), next.subtract({ weeks })]) {
    await client.create({
      _id: `announcement-${startDate}`,
      _type: 'announcement',
      kind: 'groupStart',
      service: { _type: 'reference', _ref: seed.groupService.id, _weak: true },
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
  if (!document) throw new Error(`The seed has no ${id}.`)
  return { ...document, body: document.body, _id: `drafts.${id}` }
}
