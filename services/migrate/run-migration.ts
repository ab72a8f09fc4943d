import { ClientError, type Mutation, type SanityClient, type SanityDocument } from '@sanity/client'
import { SanityEncoder } from '@sanity/mutate'
import { collectMigrationMutations, type Migration } from 'sanity/migrate'
import { z } from 'zod'
import { ContentError } from '../content/place.ts'

const pageSize = 500

/** Mutations in one transaction: far below what the API takes. */
const mutationsAtOnce = 100

const documentPage = z.array(z.custom<SanityDocument>(value => typeof Object(value)._id === 'string'))

/** What the engine yields is typed by another package than its encoder. */
const encodable = z.array(z.custom<Parameters<typeof SanityEncoder.encodeAll>[0][number]>())
const encoded = z.array(z.custom<Mutation>())

/**
 * Runs a migration on all documents that it is for, drafts too, and returns the ids of those that it changed. By Sanity's
 * engine, but not by its runner, which connects only to Sanity's hosts, over TLS.
 * @throws ContentError when somebody changes a document meanwhile: what they wrote stays.
 */
export async function runMigration(given: SanityClient, migration: Migration): Promise<string[]> {
  const client = given.withConfig({ perspective: 'raw' })
  const documents = await loadDocuments(client, migration)
  const mutations = collectMigrationMutations(
    migration,
    async function* () {
      yield* documents
    },
    {
      client,
      dryRun: false,
      filtered: {
        getDocument: async <T>(id: string) =>
          (await client.fetch<T | null>('*[_id == $id][0]', { id })) ?? undefined,
        getDocuments: <T>(ids: string[]) => client.fetch<T[]>('*[_id in $ids]', { ids }),
      },
    },
  )
  const changed = new Set<string>()
  /** The revisions of documents by their ids. */
  const loaded = new Map(documents.map(({ _id, _rev }) => [_id, _rev]))
  /** The same for the documents that nothing was done to yet. */
  const untouched = new Map(loaded)
  let waiting: Mutation[] = []
  for await (const mutation of mutations) {
    for (const each of [mutation].flat()) {
      const parts = each.type === 'transaction' ? each.mutations : [each]
      for (const part of encoded.parse(SanityEncoder.encodeAll(encodable.parse(parts)))) {
        waiting.push(...lock(part), part)
      }
    }
    if (waiting.length >= mutationsAtOnce) await commit()
  }
  await commit()
  return [...changed]

  /** Before the first mutation of a document: it must be as it was loaded, or the transaction fails as a whole. */
  function lock(mutation: Mutation): Mutation[] {
    const id = toId(mutation)
    const ifRevisionID = untouched.get(id)
    untouched.delete(id)
    // As the Studio does it: deletions and replacements know no condition.
    return ifRevisionID ? [{ patch: { id, ifRevisionID, unset: ['_revision_lock_pseudo_field_'] } }] : []
  }

  async function commit(): Promise<void> {
    if (waiting.length === 0) return
    const how = { autoGenerateArrayKeys: true, returnDocuments: false, returnFirst: false } as const
    const { documentIds } = await client.mutate(waiting, how).catch(async (error: unknown) => {
      throw error instanceof ClientError ? await explain(error) : error
    })
    for (const id of documentIds) changed.add(id)
    waiting = []
  }

  /** Why a transaction was refused, if a document is not as it was loaded; else what was given. */
  async function explain(cause: ClientError): Promise<Error> {
    const ids = waiting.map(toId).filter(id => loaded.has(id) && !changed.has(id))
    const now = new Map(
      revisionList.parse(await client.fetch(revisions, { ids })).map(({ _id, _rev }) => [_id, _rev]),
    )
    const others = new Set(ids.filter(id => now.get(id) !== loaded.get(id)))
    if (others.size === 0) return cause
    return new ContentError(
      `Somebody changed ${[...others].slice(0, 5).join(', ')} while the migration ran. What they wrote stays: nothing of this transaction ` +
        `was written${changed.size > 0 ? `, but ${changed.size} documents were changed before it` : ''}. Run the migration again.`,
      { cause },
    )
  }
}

const revisions = '*[_id in $ids]{_id, _rev}'
const revisionList = z.array(z.object({ _id: z.string(), _rev: z.string() }))

const named = z
  .object({ id: z.string() })
  .or(z.object({ _id: z.string() }).transform(({ _id: id }) => ({ id })))

/** The id of the document that a mutation is for; empty for one that gets its id from the Content Lake. */
function toId(mutation: Mutation): string {
  const [what]: unknown[] = Object.values(mutation)
  return named.safeParse(what).data?.id ?? ''
}

async function loadDocuments(
  client: SanityClient,
  { documentTypes = [], filter = 'true' }: Migration,
): Promise<SanityDocument[]> {
  const page = `*[_id > $after && !(_id in path("_.**")) && (count($types) == 0 || _type in $types) && (${filter})]
    | order(_id) [0...${pageSize}]`
  const documents: SanityDocument[] = []
  for (;;) {
    const params = { after: documents.at(-1)?._id ?? '', types: documentTypes }
    const found = documentPage.parse(await client.fetch(page, params))
    documents.push(...found)
    if (found.length < pageSize) return documents
  }
}
