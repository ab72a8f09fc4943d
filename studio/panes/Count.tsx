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
