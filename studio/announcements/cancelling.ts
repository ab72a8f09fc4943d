import type { SanityClient } from '@sanity/client'
import { announcementState } from '#domain/announcements.ts'
import { endOfDay } from '#domain/clinic-time.ts'
import { hasEnd } from '../documents/announcement-lists.ts'
import type { DraftAnnouncement } from '../documents/overview.ts'
import { apiVersion } from '../project.ts'

/** How long the cancellation is shown to patients: what staff can choose, with the moment each choice means. */
export type CancelChoice = 'meeting' | 'chosen' | 'nothing'

/** What can be done about a published group start: it can be cancelled, put back, or it is over. */
export type CancelStage = 'planned' | 'cancelled' | 'over'

export function cancelStage(published: DraftAnnouncement, zone: string, now: Temporal.Instant): CancelStage {
  const planned = { ...published, cancelledUntil: null, showUntil: null }
  if (!hasEnd(planned, zone) || announcementState(planned, zone, now) === 'ended') return 'over'
  return published.cancelledUntil === null ? 'planned' : 'cancelled'
}

/** What is offered first: of a start that patients have not read of yet there is nothing to say. */
export function firstChoice(published: DraftAnnouncement, zone: string, now: Temporal.Instant): CancelChoice {
  return announcementState(published, zone, now) === 'live' ? 'meeting' : 'nothing'
}

/** The instant until which patients read that the group is cancelled; null while none is chosen, or it is over. */
export function cancelledUntil(
  choice: CancelChoice,
  { startDate, chosen }: { startDate: string; chosen: string | null },
  zone: string,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (choice === 'nothing') return now
  if (choice === 'meeting') return endOfDay(startDate, zone)
  const until = chosen ? Temporal.Instant.from(chosen) : null
  return until && Temporal.Instant.compare(until, now) > 0 ? until : null
}

/**
 * Writes until when patients read that a group is cancelled, or, with null, that it does take place. It is live at once;
 * of a draft everything else stays as it is, unpublished.
 */
export async function writeCancellation(
  client: SanityClient,
  versions: readonly string[],
  until: Temporal.Instant | null,
): Promise<void> {
  const transaction = client.withConfig({ apiVersion }).transaction()
  const value = until?.toString({ smallestUnit: 'millisecond' })
  for (const id of versions) {
    transaction.patch(id, value ? { set: { cancelledUntil: value } } : { unset: ['cancelledUntil'] })
  }
  await transaction.commit({ tag: 'announcing.cancel' })
}
