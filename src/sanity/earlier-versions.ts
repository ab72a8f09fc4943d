import { ClientError, type SanityClient } from '@sanity/client'
import { z } from 'zod'
import { isDocumentType } from '#domain/document-types.ts'
import type { KeptDocument } from './kept-document.ts'
import { DOCUMENTS_QUERY } from './queries.ts'
import type { Revision } from './snapshot.ts'
import { validateDocument } from './validate.ts'

const historyAnswer = z.object({ documents: z.array(z.looseObject({ _id: z.string() })) })
const queryAnswer = z.record(z.string(), z.array(z.unknown()))

/**
 * Documents as they were at given revisions, from Sanity's History API. One that is no longer kept there (how long depends
 * on the plan), or that today's contract refuses, is left out.
 * @throws whatever the client throws, unless the history does not have it.
 */
export async function loadEarlierVersions(
  client: SanityClient,
  revisions: readonly Revision[],
): Promise<KeptDocument[]> {
  const found = await Promise.all(revisions.map(revision => findRaw(client, revision)))
  const raw = found.flat()
  const assetIds = [...JSON.stringify(raw).matchAll(/"_ref":"((?:image|file)-[^"]+)"/g)].map(([, id]) => id)
  const assets: unknown[] = assetIds.length > 0 ? await client.fetch('*[_id in $assetIds]', { assetIds }) : []
  // The history has whole documents, and knows no GROQ. Loaded for them alone.
  const { evaluate, parse } = await import('groq-js')
  const query = parse(DOCUMENTS_QUERY, { params: { ids: revisions.map(({ id }) => id) } })
  const value = await evaluate(query, {
    dataset: [...raw, ...assets],
    params: { ids: revisions.map(({ id }) => id) },
  })
  const lists = queryAnswer.parse(await value.get())
  return Object.entries(lists).flatMap(([type, documents]) =>
    isDocumentType(type) ? documents.flatMap(each => validateDocument(type, each).good ?? []) : [],
  )
}

async function findRaw(client: SanityClient, { id, rev }: Revision): Promise<{ _id: string }[]> {
  const url = `/data/history/${client.config().dataset}/documents/${id}?revision=${encodeURIComponent(rev)}`
  try {
    return historyAnswer.parse(await client.request({ url })).documents
  } catch (error) {
    if (error instanceof ClientError && error.statusCode === 404) return []
    throw error
  }
}
