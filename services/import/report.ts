import { type Finding, type FindingKind, findingKinds } from './findings.ts'
import type { LeftOut, Result } from './wordpress/convert.ts'

/** The state of a document after loading. */
export type State = 'written' | 'loaded' | 'kept' | 'replaced' | 'published'

export interface Report {
  export: string
  site: string
  /** What was done, one line each. */
  summary: string[]
  documents: {
    id: string
    type: string
    title: string
    oldUrl: string
    state: State
    /** Why it was not published, if publishing was wanted. */
    waitsFor: string[]
    findings: ReportedFinding[]
  }[]
  leftOut: { title: string; oldUrl: string; type: string; finding: ReportedFinding }[]
}

interface ReportedFinding {
  kind: FindingKind
  words: string
  reason: string
  todo: string
}

export interface DocumentState {
  state: State
  waitsFor?: string[]
}

/** The report of everything imported and everything left out, with reasons and what to do. */
export function makeReport(options: {
  file: string
  site: string
  summary: string[]
  results: readonly Result[]
  leftOut: readonly LeftOut[]
  documentStates: ReadonlyMap<string, DocumentState>
}): Report {
  return {
    export: options.file,
    site: options.site,
    summary: options.summary,
    documents: options.results.map(({ document, title, oldUrl, findings }) => ({
      id: document._id,
      type: document._type,
      title,
      oldUrl,
      state: options.documentStates.get(document._id)?.state ?? 'written',
      waitsFor: options.documentStates.get(document._id)?.waitsFor ?? [],
      findings: findings.map(toReported),
    })),
    leftOut: options.leftOut.map(({ finding, ...rest }) => ({ ...rest, finding: toReported(finding) })),
  }
}

function toReported({ kind, words }: Finding): ReportedFinding {
  const { reason, todo } = findingKinds[kind]
  return { kind, words, reason, todo }
}

const stateWords = {
  written: '',
  loaded: '',
  kept: 'Kept as staff have it: it was imported before. With --replace, the import overwrites it.',
  replaced: 'Replaced: the import overwrote the draft that was there.',
  published: 'Published.',
} as const satisfies Record<State, string>

/** How many findings of a kind are listed for a document; report.json has all. */
const listedAtMost = 12

/** The report as staff read it. */
export function reportText(report: Report): string {
  const counts = new Map<FindingKind, number>()
  for (const { findings } of report.documents) {
    for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const work = report.documents.filter(
    ({ findings, state, waitsFor, type }) =>
      type !== 'redirect' && findings.length + waitsFor.length + stateWords[state].length > 0,
  )
  return [
    `# Import of ${report.site}`,
    '',
    ...report.summary.map(line => `- ${line}`),
    '',
    'report.json beside this file lists everything in full.',
    '',
    '## What to look at, by kind',
    '',
    ...[...counts]
      .toSorted(([, a], [, b]) => b - a)
      .map(([kind, count]) => `- ${count} × ${findingKinds[kind].reason} ${findingKinds[kind].todo}`),
    '',
    '## Document by document',
    ...work.flatMap(({ title, type, oldUrl, state, waitsFor, findings }) => [
      '',
      `### ${oneLine(title)} (${type})`,
      '',
      ...(oldUrl ? [`Was: ${oldUrl}`, ''] : []),
      ...(stateWords[state] ? [stateWords[state], ''] : []),
      ...waitsFor.map(each => `- Not published: ${each}`),
      ...grouped(findings),
    ]),
    '',
    '## Not imported',
    '',
    ...(report.leftOut.length === 0 ? ['Nothing.'] : []),
    ...report.leftOut.map(
      ({ title, type, oldUrl, finding }) =>
        `- ${oneLine(title)} (${type}), ${oldUrl}: ${finding.reason} ${finding.todo}${finding.words ? ` It said: ${short(finding.words)}` : ''}`,
    ),
    '',
  ].join('\n')
}

function grouped(findings: readonly ReportedFinding[]): string[] {
  const kinds = [...new Set(findings.map(({ kind }) => kind))]
  return kinds.flatMap(kind => {
    const { reason, todo } = findingKinds[kind]
    const words = findings
      .filter(finding => finding.kind === kind)
      .map(finding => short(finding.words))
      .filter(Boolean)
    const more = words.length - listedAtMost
    return [
      `- ${reason} ${todo}`,
      ...words.slice(0, listedAtMost).map(each => `  - ${each}`),
      ...(more > 0 ? [`  - and ${more} more`] : []),
    ]
  })
}

function short(words: string): string {
  const line = oneLine(words)
  return line.length > 160 ? `${line.slice(0, 150)}…` : line
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
