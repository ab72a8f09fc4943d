/** Columns that are aligned by spaces: the first, and those without a head (which hold notes), to the left. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map(row => (row[column] ?? '').length)))
  const align = (cell: string, column: number) => {
    const width = widths[column] ?? 0
    return column === 0 || head[column] === '' ? cell.padEnd(width) : cell.padStart(width)
  }
  const rule = head.map((_, column) =>
    '-'.repeat(head[column] === '' && column > 0 ? 0 : (widths[column] ?? 0)),
  )
  return [head, rule, ...rows].map(row => row.map(align).join('  ').trimEnd()).join('\n')
}

const unknown = '–'

/** “4.2 ms” below ten, “42 ms”, “4.2 s” from ten seconds on. */
export function duration(ms: number | null): string {
  if (ms === null) return unknown
  if (Math.abs(ms) >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  return `${ms.toFixed(Math.abs(ms) < 10 ? 1 : 0)} ms`
}

export function megabytes(mb: number | null): string {
  return mb === null ? unknown : `${Math.round(mb)} MB`
}

/** How many times `baseline` a figure is. */
export function ratio(value: number | null, baseline: number | null): string {
  if (value === null || baseline === null || baseline === 0) return unknown
  const times = value / baseline
  return `${times.toFixed(times < 0.1 ? 3 : times < 10 ? 2 : times < 100 ? 1 : 0)}×`
}

export function integer(value: number | null): string {
  return value === null ? unknown : Math.round(value).toLocaleString('en-US')
}
