import { describePromise, findRatio, peers, type RecordedFigure } from './figures.ts'
import { duration, megabytes } from './table.ts'

/** The page of all recorded figures, in Markdown, with the plot beside it. */
export function toPerformancePage(figures: readonly RecordedFigure[]): string {
  const machines = [...new Set(figures.map(({ machine }) => machine))]
  const compared = Object.values(peers)
  const head = ['', 'articles', 'figure', ...compared.map(peer => `× ${peer}`), 'promised', 'measured']
  const rows = figures.map(each => [
    each.what,
    each.articles.toLocaleString('en-US'),
    each.unit === 'MB' ? megabytes(each.value) : duration(each.value),
    ...compared.map(peer => inDigits(findRatio(each, peer))),
    describePromise(each),
    machines.length > 1 ? `${each.at}, ${machines.indexOf(each.machine) + 1}` : each.at,
  ])
  return `# Performance

Written by \`npm run bench -- --record\`, from \`performance.json\`: do not edit. Each benchmark replaces its own figures and leaves the
others. Ratios are of the same run, on the same content; absolute times depend on the machine.

${machines.map((machine, index) => `${machines.length > 1 ? `${index + 1}. ` : ''}${machine}`).join('\n')}

![Cost against the number of articles](performance.svg)

${[head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')}
`
}

function inDigits(ratio: number | null): string {
  return ratio === null ? '' : ratio.toPrecision(2)
}
