import type { Mutation, SanityClient, SanityDocument } from '@sanity/client'
import { SanityEncoder } from '@sanity/mutate'
import { collectMigrationMutations, type Migration } from 'sanity/migrate'
import { z } from 'zod'

const pageSize = 500

/** Mutations in one transaction: far below what the API takes. */
const mutationsAtOnce = 100

const documentPage = z.array(z.custom<SanityDocument>(value => typeof Object(value)._id === 'string'))

/** What the engine yields is typed by another package than its encoder. */
const encodable = z.array(z.custom<Parameters<typeof SanityEncoder.encodeAll>[0][number]>())
const encoded = z.array(z.custom<Mutation>())

/**
 * Runs a migration on all documents that it is for, drafts too, and returns the ids of those that it changed. By Sanity's
 * engine, but not by its runner, which speaks TLS to Sanity's own hosts alone.
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
  let waiting: Mutation[] = []
  for await (const mutation of mutations) {
    for (const each of [mutation].flat()) {
      const parts = each.type === 'transaction' ? each.mutations : [each]
      waiting.push(...encoded.parse(SanityEncoder.encodeAll(encodable.parse(parts))))
    }
    if (waiting.length >= mutationsAtOnce) await commit()
  }
  await commit()
  return [...changed]

  async function commit(): Promise<void> {
    if (waiting.length === 0) return
    const how = { autoGenerateArrayKeys: true, returnDocuments: false, returnFirst: false } as const
    const { documentIds } = await client.mutate(waiting, how)
    for (const id of documentIds) changed.add(id)
    waiting = []
  }
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
