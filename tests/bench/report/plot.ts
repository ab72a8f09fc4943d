import type { Figure } from './figures.ts'

const width = 880
const height = 460
const area = { left: 70, right: 230, top: 24, bottom: 48 }
const colours = ['#0e7a6f', '#c2570c', '#4f46e5', '#a21caf', '#0369a1', '#65740a', '#b91c1c', '#6b7280']

/**
 * Cost against the number of articles as an SVG, both axes logarithmic: a line for each kind of figure in milliseconds
 * that was measured at two numbers or more. Readable on white and on black.
 */
export function plotCost(figures: readonly Figure[]): string {
  const lines = [
    ...Map.groupBy(
      figures.filter(({ unit }) => unit === 'ms'),
      ({ what }) => what,
    ),
  ]
    .map(([what, points]) => ({ what, points: points.toSorted((a, b) => a.articles - b.articles) }))
    .filter(({ points }) => points.length > 1)
  const all = lines.flatMap(({ points }) => points)
  if (all.length === 0) return emptyPlot
  const x = createScale(
    all.map(({ articles }) => articles),
    area.left,
    width - area.right,
  )
  const y = createScale(
    all.map(({ value }) => value),
    height - area.bottom,
    area.top,
  )
  const ends = spread(lines.map(({ points }) => y.place(points.at(-1)?.value ?? 1)))
  const drawn = lines.map(({ what, points }, index) => {
    const colour = colours[index % colours.length]
    const dots = points.map(({ articles, value }) => [x.place(articles), y.place(value)] as const)
    const path = dots.map(([dotX, dotY]) => `${round(dotX)},${round(dotY)}`).join(' ')
    const marks = dots.map(([dotX, dotY]) => `<circle cx="${round(dotX)}" cy="${round(dotY)}" r="3.5"/>`)
    const label = `<text x="${width - area.right + 12}" y="${round((ends[index] ?? 0) + 4)}">${escapeXml(what)}</text>`
    return `<g fill="${colour}"><polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${marks.join('')}${label}</g>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Cost against the number of articles" font-family="system-ui, sans-serif" font-size="13">`,
    '<style>.axis{stroke:#8886;fill:none}.tick{fill:#777}</style>',
    ...x.ticks.map(
      tick =>
        `<path class="axis" d="M${round(x.place(tick))} ${area.top}V${height - area.bottom}"/><text class="tick" x="${round(x.place(tick))}" y="${height - 26}" text-anchor="middle">${tick.toLocaleString('en-US')}</text>`,
    ),
    ...y.ticks.map(
      tick =>
        `<path class="axis" d="M${area.left} ${round(y.place(tick))}H${width - area.right}"/><text class="tick" x="${area.left - 8}" y="${round(y.place(tick) + 4)}" text-anchor="end">${inWords(tick)}</text>`,
    ),
    `<text class="tick" x="${(area.left + width - area.right) / 2}" y="${height - 6}" text-anchor="middle">articles</text>`,
    ...drawn,
    '</svg>',
  ].join('\n')
}

const emptyPlot = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 40"><text x="8" y="24">Nothing was measured at two sizes yet.</text></svg>`

/** A logarithmic scale over whole powers of ten. */
function createScale(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))
  return {
    place: (value: number) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
  }
}

/** The same heights, moved apart so that no label covers another. */
function spread(heights: readonly number[]): number[] {
  const apart = 17
  const result = [...heights]
  const order = heights.map((_, index) => index).toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  let above = Number.NEGATIVE_INFINITY
  for (const index of order) {
    above = Math.max(result[index] ?? 0, above + apart)
    result[index] = above
  }
  return result
}

function inWords(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toLocaleString('en-US')} s`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
