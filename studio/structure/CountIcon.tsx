import { BellIcon } from '@sanity/icons/Bell'
import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { useDesk } from '../documents/content-context.ts'
import { listAnnouncements } from './announcement-lists.ts'
import { findAttention } from './attention.ts'

/** The sign of “Needs attention”: how many documents wait, or that nothing does. */
export function AttentionIcon() {
  const desk = useDesk()
  const sections = desk ? findAttention(desk.content, desk.faults, desk.now) : []
  const waiting = sections.reduce((sum, { items }) => sum + items.length, 0)
  const count = desk?.trouble ? waiting + 1 : waiting
  if (count === 0) return <CheckmarkCircleIcon />
  return <Count count={count} label={`${count} need attention`} isPressing />
}

/** The sign of “Announcements”: how many patients see now. */
export function AnnouncementsIcon() {
  const desk = useDesk()
  const live = desk ? listAnnouncements(desk.content, desk.now).live.length : 0
  return live === 0 ? <BellIcon /> : <Count count={live} label={`${live} live`} />
}

/** A number in a bubble, in place of an icon; `label` says what is counted. */
export function Count({ count, label, isPressing }: { count: number; label: string; isPressing?: boolean }) {
  return (
    <span
      data-testid="desk-count"
      title={label}
      aria-label={label}
      role="img"
      style={{ ...bubble, ...(isPressing ? pressing : calm) }}
    >
      {count > 99 ? '99+' : count}
    </span>
  )
}

/** Its own colors: it is to be read on the row that is open as well, which turns blue. */
const bubble = {
  display: 'inline-block',
  minWidth: 20,
  padding: '0 5px',
  borderRadius: 10,
  fontSize: 12,
  fontWeight: 600,
  lineHeight: '20px',
  textAlign: 'center',
} as const
const pressing = { background: '#ffd166', color: '#3b2700' }
const calm = { background: '#bfeccb', color: '#0b3b1c' }
