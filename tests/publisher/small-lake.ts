import { createServer, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import type { SanityClient } from '@sanity/client'
import { evaluate, parse } from 'groq-js'
import { z } from 'zod'
import { createApiClient } from '#sanity/api-client.ts'

/** A published document of the small site; what it needs not say has a plain default. */
export type SmallDocument = {
  _id: string
  _rev: string
  _type: string
  _updatedAt: string
  [field: string]: unknown
}

export type SmallLake = AsyncDisposable & {
  url: string
  /** Reads what is published. */
  client: SanityClient
  documents: Map<string, SmallDocument>
  /** Publishes a new revision of a document. Returns what a webhook would send. */
  publish(document: { _id: string; [field: string]: unknown }): SmallDocument
  /** Answers every query with this status from now on; 200 for none. */
  fail(status: number): void
  /** Answers the next `count` queries from the documents as they are at this moment. */
  lag(count: number): void
  queries: string[]
  /** Ids that queries asked for as `$ids`. */
  askedFor: string[]
}

const posted = z.object({ query: z.string(), params: z.record(z.string(), z.unknown()).default({}) })
const asked = z.object({ ids: z.array(z.string()).default([]) })

/** The client sends a long query as a body. */
async function readQuery(request: IncomingMessage): Promise<z.output<typeof posted>> {
  if (request.method === 'POST') return posted.parse(await json(request))
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const params = Object.fromEntries(
    [...searchParams]
      .filter(([name]) => name.startsWith('$'))
      .map(([name, value]) => [name.slice(1), JSON.parse(value)]),
  )
  return { query: searchParams.get('query') ?? '', params }
}

/** Enough of the Content Lake for a client to read published documents: its query endpoint. */
export async function startSmallLake(
  documents: { _id: string; [field: string]: unknown }[],
): Promise<SmallLake> {
  const held = new Map<string, SmallDocument>()
  const queries: string[] = []
  const askedFor: string[] = []
  const trees = new Map<string, ReturnType<typeof parse>>()
  let revision = 0
  let status = 200
  let lagging: { documents: SmallDocument[]; left: number } = { documents: [], left: 0 }

  function publish(document: { _id: string; [field: string]: unknown }): SmallDocument {
    revision += 1
    const _updatedAt = new Date(Date.UTC(2027, 0, 1, 0, 0, revision)).toISOString()
    const published = { _type: 'note', ...document, _rev: `rev-${revision}`, _updatedAt }
    held.set(document._id, published)
    return published
  }
  for (const document of documents) publish(document)

  const server = createServer(async (request, response) => {
    const { query, params } = await readQuery(request)
    queries.push(query)
    askedFor.push(...asked.parse(params).ids)
    response.setHeader('content-type', 'application/json')
    if (status !== 200) {
      response
        .writeHead(status)
        .end(JSON.stringify({ error: 'unavailable', message: 'The lake is out of order' }))
      return
    }
    const dataset = lagging.left > 0 ? lagging.documents : [...held.values()]
    lagging.left -= 1
    const tree = trees.get(query) ?? parse(query)
    trees.set(query, tree)
    const value = await evaluate(tree, { dataset, params })
    response.end(JSON.stringify({ result: await value.get(), ms: 1 }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  const url = `http://127.0.0.1:${port}`
  return {
    url,
    client: createApiClient(url, { perspective: 'published', token: 'the-read-token', maxRetries: 0 }),
    documents: held,
    publish,
    queries,
    askedFor,
    fail(next) {
      status = next
    },
    lag(count) {
      lagging = { documents: [...held.values()], left: count }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
