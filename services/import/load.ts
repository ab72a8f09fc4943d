import { Readable } from 'node:stream'
import { sanityImport } from '@sanity/import'
import { z } from 'zod'
import { addressedTypes, pagePath } from '#domain/page-path.ts'
import { ImportError } from './import-error.ts'
import type { LoadSettings } from './load-settings.ts'
import type { DocumentState } from './report.ts'
import type { Result } from './wordpress/convert.ts'
import type { ImportedDocument } from './wordpress/document.ts'

const existing = z.array(z.object({ _id: z.string() }))
const people = z.array(z.object({ _id: z.string(), name: z.string().nullable() }))
const redirects = z.array(z.object({ _id: z.string(), from: z.string().nullable() }))
const addressed = z.array(z.object({ _id: z.string(), _type: z.enum(addressedTypes), slug: z.string() }))

/** How many ids are queried at once. */
const batchSize = 500

/** Copies of documents in a release of Sanity's are for later. */
const inNoRelease = '!(_id in path("versions.**"))'

/**
 * Loads missing documents; with `replaces`, also overwrites existing drafts. Published documents stay unchanged until staff
 * publish the draft. Adds findings to the results: other documents with the same address.
 */
export async function loadResults(
  given: readonly Result[],
  { client, dataset, projectId, place }: LoadSettings,
  options: { folder: string; replaces: boolean; onProgress(step: string, done: number, total: number): void },
): Promise<{ results: Result[]; documentStates: Map<string, DocumentState> }> {
  try {
    const results = await fitIn(given, client)
    const known = await findExisting(client, results)
    const documentStates = new Map<string, DocumentState>()
    const load: ImportedDocument[] = []
    for (const { document } of results) {
      const isThere = known.has(bare(document._id))
      documentStates.set(document._id, {
        state: isThere ? (options.replaces ? 'replaced' : 'kept') : 'loaded',
      })
      if (!isThere || options.replaces) load.push(document)
    }
    if (load.length > 0) {
      await sanityImport(Readable.from(load.map(document => `${JSON.stringify(document)}\n`)), {
        client,
        operation: options.replaces ? 'createOrReplace' : 'createIfNotExists',
        assetsBase: options.folder,
        targetProjectId: projectId,
        targetDataset: dataset,
        onProgress: ({ step, current, total }) => {
          if (current !== undefined && total !== undefined) options.onProgress(step, current, total)
        },
      })
    }
    return { results, documentStates }
  } catch (error) {
    throw explained(error, place)
  }
}

type Client = LoadSettings['client']

/** Existing documents, published or draft, as ids without “drafts.”. */
async function findExisting(client: Client, results: readonly Result[]): Promise<Set<string>> {
  const ids = results.flatMap(({ document }) => [bare(document._id), `drafts.${bare(document._id)}`])
  const found = new Set<string>()
  for (let at = 0; at < ids.length; at += batchSize) {
    const answer: unknown = await client.fetch('*[_id in $ids]{_id}', {
      ids: ids.slice(at, at + batchSize),
    })
    for (const { _id } of existing.parse(answer)) found.add(bare(_id))
  }
  return found
}

/**
 * Maps authors to people who exist under “Team”, drops redirects whose old address is taken, and reports addresses that
 * another document has.
 */
async function fitIn(results: readonly Result[], client: Client): Promise<Result[]> {
  const own = new Set(results.map(({ document }) => bare(document._id)))
  const others = <T extends { _id: string }>(list: T[]) => list.filter(({ _id }) => !own.has(bare(_id)))
  const team = others(
    people.parse(await client.fetch(`*[_type == "person" && ${inNoRelease}] | order(_id){_id, name}`)),
  )
  const old = others(
    redirects.parse(await client.fetch(`*[_type == "redirect" && ${inNoRelease}]{_id, from}`)),
  )
  const slugs = others(
    addressed.parse(
      await client.fetch(
        `*[_type in $types && defined(slug.current) && ${inNoRelease}]{_id, _type, "slug": slug.current}`,
        { types: addressedTypes },
      ),
    ),
  )
  const personOf = new Map(team.map(({ _id, name }) => [name?.trim().toLowerCase() ?? '', bare(_id)]))
  const replaced = new Map<string, string>()
  for (const { document } of results) {
    const known = document._type === 'person' ? personOf.get(document.name.trim().toLowerCase()) : undefined
    if (known) replaced.set(bare(document._id), known)
  }
  const takenFrom = new Set(old.map(({ from }) => withSlash(from ?? '')))
  const takenSlugs = new Set(slugs.map(({ _type, slug }) => `${_type}/${slug}`))
  const pages = new Set(slugs.map(({ _type, slug }) => pagePath(_type, slug)))
  return results.flatMap((result): Result[] => {
    const { document } = result
    if (document._type === 'person') return replaced.has(bare(document._id)) ? [] : [result]
    if (document._type === 'redirect') {
      return takenFrom.has(document.from) || pages.has(document.from) ? [] : [result]
    }
    const findings = takenSlugs.has(`${document._type}/${document.slug.current}`)
      ? [
          ...result.findings,
          {
            kind: 'addressTaken' as const,
            words: document.slug.current,
          },
        ]
      : result.findings
    const author = document._type === 'article' ? replaced.get(document.author?._ref ?? '') : undefined
    if (document._type !== 'article' || !document.author || !author) return [{ ...result, findings }]
    return [{ ...result, findings, document: { ...document, author: { ...document.author, _ref: author } } }]
  })
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}

export function bare(id: string): string {
  return id.replace(/^drafts\./, '')
}

function explained(error: unknown, place: string): unknown {
  const status: unknown = Object(error).statusCode ?? Object(Object(error).response).statusCode
  const reason = error instanceof Error ? error.message : String(error)
  if (status === 401 || status === 403) {
    return new ImportError(
      `${place} does not accept the token: ${reason}. Set SANITY_API_WRITE_TOKEN to a token that may write (Editor).`,
      { cause: error },
    )
  }
  if (status === 404) {
    return new ImportError(`${place} has no such dataset: ${reason}. Check SANITY_STUDIO_DATASET.`, {
      cause: error,
    })
  }
  if (
    typeof status === 'number' ||
    !/ECONN|ENOTFOUND|EAI_AGAIN|fetch failed|timed? ?out|socket|network|Unable to connect/i.test(reason)
  )
    return error
  return new ImportError(
    `${place} cannot be reached (${reason}). Start it with “npm start”, or check SANITY_STUDIO_PROJECT_ID. What was written to the folder stays; load it by the same command.`,
    { cause: error },
  )
}
