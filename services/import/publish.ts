import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { DocumentType } from '#domain/document-types.ts'
import { contracts } from '#sanity/contracts.ts'
import { contractIssues } from '#sanity/faults.ts'
import { DOCUMENTS_QUERY } from '#sanity/queries.ts'
import { bare } from './load.ts'
import type { LoadSettings } from './load-settings.ts'
import type { DocumentState } from './report.ts'
import type { Result } from './wordpress/convert.ts'

type Client = LoadSettings['client']

const answered = z.record(z.string(), z.array(z.looseObject({ _id: z.string() })))
const idList = z.array(z.string())
const documentList = z.array(z.looseObject({ _id: z.string() }))
const publishedAtOnce = 50
const batchSize = 50

/**
 * Publishes the imported drafts that fulfil the site's contract, were public on the old website, and refer to published
 * documents only. Records what the others wait for.
 */
export async function publishResults(
  results: readonly Result[],
  documentStates: Map<string, DocumentState>,
  { client }: LoadSettings,
  onPublished: (done: number, total: number) => void,
): Promise<void> {
  const untouched = await findUntouched(results, client)
  const candidates = results.filter(
    ({ document: { _id, _type } }) =>
      _type !== 'redirect' && (documentStates.get(_id)?.state !== 'kept' || untouched.has(_id)),
  )
  const waiting = new Map<string, string[]>()
  const ready = new Map<string, Set<string>>()
  for (const group of Object.values(Object.groupBy(candidates, ({ document }) => document._type))) {
    const type = group?.[0]?.document._type
    if (!group || !type || type === 'redirect') continue
    const faults = await contractFaults(type, group, client)
    for (const { document, findings } of group) {
      const id = bare(document._id)
      const has = (...kinds: string[]) => findings.some(({ kind }) => kinds.includes(kind))
      const own = [
        ...(has('status', 'password') ? ['It was not public on the old website.'] : []),
        ...(has('addressTaken') ? ['Another document has its address already.'] : []),
      ]
      const reasons = [...own, ...(faults.get(id) ?? [])]
      if (reasons.length > 0) waiting.set(id, reasons)
      else ready.set(id, new Set(referencesIn(document).filter(target => target !== id)))
    }
  }
  const targets = [...new Set([...ready.values()].flatMap(ids => [...ids]))]
  const published = new Set(idList.parse(await client.fetch('*[_id in $targets]._id', { targets })))
  const total = ready.size
  let done = 0
  for (let batch = nextBatch(ready, published); batch.length > 0; batch = nextBatch(ready, published)) {
    await client.action(
      batch.map(id => ({
        actionType: 'sanity.action.document.publish' as const,
        draftId: `drafts.${id}`,
        publishedId: id,
      })),
    )
    for (const id of batch) {
      ready.delete(id)
      published.add(id)
      documentStates.set(`drafts.${id}`, { state: 'published' })
    }
    done += batch.length
    onPublished(done, total)
  }
  for (const [id, refersTo] of ready) {
    const titles = [...refersTo]
      .filter(target => !published.has(target))
      .map(target => getTitle(target, results))
    waiting.set(
      id,
      titles.map(title => `It refers to “${title}”, which is not published.`),
    )
  }
  for (const [id, reasons] of waiting) {
    const state = documentStates.get(`drafts.${id}`)?.state ?? 'loaded'
    documentStates.set(`drafts.${id}`, { state, waitsFor: reasons })
  }
}

/** The drafts that nobody has changed since the import; changed ones are left for staff to publish. */
async function findUntouched(results: readonly Result[], client: Client): Promise<Set<string>> {
  const untouched = new Set<string>()
  for (let at = 0; at < results.length; at += batchSize) {
    const batch = results.slice(at, at + batchSize).map(({ document }) => document)
    const found: unknown = await client.fetch('*[_id in $ids]', { ids: batch.map(({ _id }) => _id) })
    const drafts = new Map(documentList.parse(found).map(document => [document._id, document]))
    for (const document of batch) {
      if (isDeepStrictEqual(asWritten(document), asWritten(drafts.get(document._id))))
        untouched.add(document._id)
    }
  }
  return untouched
}

/** Fields that the Content Lake and the import tool add to every document. */
const added: ReadonlySet<string> = new Set(
  '_rev _createdAt _updatedAt _system _sanityAsset asset _weak _strengthenOnPublish'.split(' '),
)

function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWritten)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (added.has(key) ? [] : [[key, asWritten(each)]])),
  )
}

function nextBatch(
  ready: ReadonlyMap<string, ReadonlySet<string>>,
  published: ReadonlySet<string>,
): string[] {
  return [...ready]
    .filter(([, targets]) => targets.isSubsetOf(published))
    .map(([id]) => id)
    .slice(0, publishedAtOnce)
}

/** The drafts' violations of the site's contract, by id. */
async function contractFaults(
  type: DocumentType,
  group: readonly Result[],
  client: Client,
): Promise<Map<string, string[]>> {
  const faults = new Map<string, string[]>()
  for (let at = 0; at < group.length; at += publishedAtOnce) {
    const ids = group.slice(at, at + publishedAtOnce).map(({ document }) => bare(document._id))
    const answer: unknown = await client.fetch(DOCUMENTS_QUERY, { ids }, { perspective: 'drafts' })
    for (const document of answered.parse(answer)[type] ?? []) {
      const parsed = contracts[type].safeParse(document)
      if (parsed.success) continue
      const issues = contractIssues(parsed.error, document).map(({ field, reason }) => `${field}: ${reason}`)
      faults.set(bare(document._id), [...new Set(issues)])
    }
  }
  return faults
}

function getTitle(id: string, results: readonly Result[]): string {
  return results.find(({ document }) => bare(document._id) === id)?.title ?? id
}

/** The ids of the documents that a value refers to. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('_ref' in value && typeof value._ref === 'string') return [value._ref]
  return Object.values(value).flatMap(referencesIn)
}
