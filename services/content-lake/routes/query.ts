import type { Doc } from '../documents/documents.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { parsePerspective } from '../groq/perspectives.ts'
import { readJson, sendStream } from '../http/body.ts'
import { type Reply, type RequestContext, type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'

const maxQueryBytes = 2_000_000

/** Reading documents: queries, documents by id, exports, and what refers to a document. */
export function queryRoutes(lake: Lake): Route[] {
  const { store, groq, dataset, assets, assetKeys } = lake

  function runQuery(context: RequestContext, query: string, params: JsonObject): Reply {
    const started = performance.now()
    const perspective = parsePerspective(context.query.get('perspective'), context.apiVersion)
    const view = store.index.view(perspective)
    const result = groq.runAsJson(query, params, view, lake.context(context.identity))
    const ms = Math.round(performance.now() - started)
    const echoedQuery =
      context.query.get('returnQuery') === 'false' ? '' : `"query":${JSON.stringify(query)},`
    const head = Buffer.from(`{${echoedQuery}"ms":${ms},"result":`)
    return { status: 200, blocks: [head, ...result, Buffer.from('}')] }
  }

  return [
    {
      method: 'GET',
      path: 'data/query/:dataset',
      access: 'token',
      handle: context => {
        requireDataset(context, dataset)
        return runQuery(context, context.query.get('query') ?? '', parseParams(context.query))
      },
    },
    {
      method: 'POST',
      path: 'data/query/:dataset',
      access: 'token',
      handle: async context => {
        requireDataset(context, dataset)
        const body = await readJson(context.request, maxQueryBytes)
        if (!isRecord(body) || typeof body.query !== 'string') {
          throw new LakeError(400, 'invalidRequest', 'A query is sent as {"query": "…", "params": {…}}.')
        }
        return runQuery(context, body.query, isRecord(body.params) ? body.params : {})
      },
    },
    {
      method: 'GET',
      path: 'data/doc/:dataset/:ids',
      access: 'token',
      handle: context => {
        requireDataset(context, dataset)
        const ids = (context.params.ids ?? '').split(',').filter(id => id !== '')
        const shown = ids.map(id => store.index.find(id))
        const omitted = ids.filter((_, index) => !shown[index]).map(id => ({ id, reason: 'existence' }))
        const documents = context.query.has('excludeContent') ? [] : shown.filter(doc => doc !== undefined)
        return reply({ documents, omitted })
      },
    },
    {
      method: 'GET',
      path: 'data/export/:dataset',
      access: 'token',
      handle: async ({ params, response, now, identity }) => {
        if (params.dataset !== dataset) throw unknownDataset(params.dataset, dataset)
        response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
        await sendStream(
          toNdjson(store.index.all(), id => {
            const url = assets.findUrl(id)
            return url === null ? undefined : assetKeys.toExportUrl(url, identity.userId, now)
          }),
          response,
        )
        return undefined
      },
    },
    {
      // The Studio requests this for references from other datasets only, and here are none; those within the dataset
      // it finds by a query.
      method: 'GET',
      path: 'data/references/:dataset/documents/:id/to',
      access: 'token',
      handle: context => {
        const within = context.query.get('excludeInternalReferences') === 'true'
        const ids = within ? [] : [...store.index.findReferrers(context.params.id ?? '')]
        const references = ids.map(documentId => ({
          projectId: lake.projectId,
          datasetName: dataset,
          documentId,
        }))
        return reply({ totalCount: references.length, references })
      },
    },
  ]
}

/**
 * Documents as NDJSON, one at a time, since all together may not fit in memory. Sanity's exporter fetches the address of each
 * asset from the machine that it runs on, so that only addresses of originals are there.
 */
function* toNdjson(
  docs: readonly Doc[],
  findExportUrl: (id: string) => string | undefined,
): Iterable<string> {
  for (const doc of docs) {
    const isAsset = /^sanity\.(?:image|file)Asset$/.test(doc._type)
    yield `${JSON.stringify(isAsset ? { ...doc, url: findExportUrl(doc._id) } : doc)}\n`
  }
}

/** Parses query parameters of the form `$name=<JSON>`. Throws 400 if one is not JSON. */
export function parseParams(query: URLSearchParams): JsonObject {
  const params: JsonObject = {}
  for (const [name, value] of query) {
    if (!name.startsWith('$')) continue
    try {
      params[name.slice(1)] = JSON.parse(value)
    } catch (error) {
      throw new LakeError(400, 'invalidParameter', `The parameter ${name} is not JSON: ${value}`, {
        cause: error,
      })
    }
  }
  return params
}

/** Throws 404 if a request names another dataset. */
export function requireDataset(context: RequestContext, dataset: string): void {
  if (context.params.dataset !== dataset) throw unknownDataset(context.params.dataset, dataset)
}

function unknownDataset(given: string | undefined, dataset: string): LakeError {
  return new LakeError(
    404,
    'datasetNotFound',
    `There is no dataset “${given}” here; this Content Lake keeps “${dataset}”. Set SANITY_STUDIO_DATASET to change it.`,
  )
}
