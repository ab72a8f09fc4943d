import { describePause } from '../publish/pause.ts'
import type { ListedRelease, ReleaseList } from './list-releases.ts'

const reasonNames: Record<string, string> = {
  start: 'first start',
  'new code': 'new code',
  webhook: 'webhook',
  comparison: 'comparison',
  time: 'the clock',
  retry: 'another try',
  command: 'npm run release',
}

/** A table for people: newest first, times in the clinic's time zone if known. */
export function toTable({ releases, damaged, pause, timeZone }: ReleaseList): string {
  if (releases.length === 0 && damaged.length === 0) {
    return 'There is no release yet. “npm start” makes the first one.'
  }
  const zone = timeZone ?? 'UTC'
  const head = ['', 'Release', `When (${zone})`, 'Pages', 'Size', 'Made by']
  const rows = releases.map(release => toRow(release, zone, pause !== null))
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => (row[column] ?? '').length)))
  const isNumber = (column: number) => column === 3 || column === 4
  const text = [head, ...rows].map(row =>
    row
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  return [
    ...text,
    ...damaged.map(name => `damaged: ${name} cannot be read, and is removed in its time.`),
    ...(pause ? ['', describePause(pause)] : []),
  ].join('\n')
}

function toRow(
  { name, publishedAt, pages, bytes, reasons, isLive }: ListedRelease,
  zone: string,
  isPaused: boolean,
) {
  return [
    isLive ? (isPaused ? 'live, held' : 'live') : '',
    name,
    toClock(publishedAt, zone),
    String(pages),
    toSize(bytes),
    reasons.map(reason => reasonNames[reason] ?? reason).join(', '),
  ]
}

function toClock(instant: Temporal.Instant, zone: string): string {
  return instant.toZonedDateTimeISO(zone).toString().slice(0, 19).replace('T', ' ')
}

function toSize(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`
  return `${(bytes / 1e6).toFixed(1)} MB`
}
