import { BellIcon } from '@sanity/icons/Bell'
import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { listAnnouncements } from '../documents/announcement-lists.ts'
import { useOverview } from '../live/overview-context.ts'
import { Count } from '../panes/Count.tsx'
import { findAttention } from './attention.ts'

/** The sign of “Needs attention”: how many documents wait, or that nothing does. */
export function AttentionIcon() {
  const overview = useOverview()
  const sections = overview ? findAttention(overview.content, overview.faults, overview.now) : []
  const waiting = sections.reduce((sum, { items }) => sum + items.length, 0)
  const count = overview?.trouble ? waiting + 1 : waiting
  if (count === 0) return <CheckmarkCircleIcon />
  return <Count count={count} label={`${count} need attention`} isPressing />
}

/** The sign of “Announcements”: how many patients see now. */
export function AnnouncementsIcon() {
  const overview = useOverview()
  const live = overview ? listAnnouncements(overview.content, overview.now).live.length : 0
  return live === 0 ? <BellIcon /> : <Count count={live} label={`${live} live`} />
}
