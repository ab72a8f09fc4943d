import { useToast } from '@sanity/ui/toast'
import { useState } from 'react'
import { useClient, useDocumentPairPermissions, useEditState } from 'sanity'
import { type DraftAnnouncement, draftAnnouncement } from '../documents/overview.ts'
import { useOverview } from '../live/overview-context.ts'
import { apiVersion } from '../project.ts'
import { toReason } from '../withdrawing/publish-action.ts'
import { type CancelStage, cancelStage, writeCancellation } from './cancelling.ts'

export interface Cancelling {
  readonly stage: CancelStage
  /** The group start as patients have it. */
  readonly published: DraftAnnouncement
  readonly zone: string
  readonly now: Temporal.Instant
  readonly mayPublish: boolean
  /** Whether the form holds more that is not published. */
  readonly hasDraft: boolean
  readonly isBusy: boolean
  /** Cancels the group; false where that failed. `words`: how long patients read so. */
  cancel(until: Temporal.Instant, words: string): Promise<boolean>
  /** The group does take place. */
  restore(): Promise<boolean>
}

/** Cancelling the group start with the id; null for what is no published group start, or not known yet. */
export function useCancelling(id: string): Cancelling | null {
  const overview = useOverview()
  const client = useClient({ apiVersion })
  const toast = useToast()
  const { draft, published } = useEditState(id, 'announcement')
  const [permissions] = useDocumentPairPermissions({ id, type: 'announcement', permission: 'publish' })
  const [isBusy, setIsBusy] = useState(false)
  const announcement = draftAnnouncement.safeParse({
    ...published,
    serviceId: Object(published?.service)._ref,
  }).data
  if (!overview || announcement?.kind !== 'groupStart' || !announcement.startDate) return null
  const { now } = overview
  const { zone } = overview.content

  async function write(until: Temporal.Instant | null, title: string): Promise<boolean> {
    setIsBusy(true)
    try {
      await writeCancellation(client, draft ? [id, draft._id] : [id], until)
      toast.push({ status: 'success', title, duration: 12_000, closable: true })
      return true
    } catch (error) {
      toast.push({ status: 'error', title: 'Nothing has changed.', description: toReason(error) })
      return false
    } finally {
      setIsBusy(false)
    }
  }

  return {
    stage: cancelStage(announcement, zone, now),
    published: announcement,
    zone,
    now,
    mayPublish: permissions?.granted ?? false,
    hasDraft: draft !== null,
    isBusy,
    cancel: (until, words) => write(until, `The group is cancelled. ${words}`),
    restore: () => write(null, 'The group does take place. Patients read its start date again.'),
  }
}
