import { parsePerspective } from '../groq/perspectives.ts'
import { type Call, type Reply, type Route, readJson, reply, streamed } from '../http/call.ts'
import { LakeError } from '../http/errors.ts'
import type { Lake } from '../lake.ts'
import type { Doc } from '../store/documents.ts'
import { isRecord, type JsonObject } from '../store/json.ts'

const maxQueryBytes = 2_000_000

/** Reading documents: queries, documents by id, exports, and what refers to a document. */
export function queryRoutes(lake: Lake): Route[] {
  const { store, groq, dataset } = lake

  function runQuery(call: Call, query: string, params: JsonObject): Reply {
    const started = performance.now()
    const perspective = parsePerspective(call.query.get('perspective'), call.apiVersion)
    const view = store.corpus.view(perspective)
    const result = groq.runAsJson(query, params, view, lake.context(call.identity))
    const ms = Math.round(performance.now() - started)
    const asked = call.query.get('returnQuery') === 'false' ? '' : `"query":${JSON.stringify(query)},`
    const head = Buffer.from(`{${asked}"ms":${ms},"result":`)
    return { status: 200, blocks: [head, ...result, Buffer.from('}')] }
  }

  return [
    {
      method: 'GET',
      path: 'data/query/:dataset',
      access: 'token',
      handle: call => {
        requireDataset(call, dataset)
        return runQuery(call, call.query.get('query') ?? '', paramsOf(call.query))
      },
    },
    {
      method: 'POST',
      path: 'data/query/:dataset',
      access: 'token',
      handle: async call => {
        requireDataset(call, dataset)
        const body = await readJson(call.request, maxQueryBytes)
        if (!isRecord(body) || typeof body.query !== 'string') {
          throw new LakeError(400, 'invalidRequest', 'A query is sent as {"query": "…", "params": {…}}.')
        }
        return runQuery(call, body.query, isRecord(body.params) ? body.params : {})
      },
    },
    {
      method: 'GET',
      path: 'data/doc/:dataset/:ids',
      access: 'token',
      handle: call => {
        requireDataset(call, dataset)
        const ids = (call.params.ids ?? '').split(',').filter(id => id !== '')
        const shown = ids.map(id => store.corpus.find(id))
        const omitted = ids.filter((_, index) => !shown[index]).map(id => ({ id, reason: 'existence' }))
        const documents = call.query.has('excludeContent') ? [] : shown.filter(doc => doc !== undefined)
        return reply({ documents, omitted })
      },
    },
    {
      method: 'GET',
      path: 'data/export/:dataset',
      access: 'token',
      handle: async ({ params, response }) => {
        if (params.dataset !== dataset) throw unknownDataset(params.dataset, dataset)
        response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
        await streamed(linesOf(store.corpus.all()), response)
        return undefined
      },
    },
    {
      // The Studio asks this only for references from other datasets, of which there are none here; it finds those
      // within the dataset by a query.
      method: 'GET',
      path: 'data/references/:dataset/documents/:id/to',
      access: 'token',
      handle: call => {
        const within = call.query.get('excludeInternalReferences') === 'true'
        const ids = within ? [] : [...store.corpus.referrersOf(call.params.id ?? '')]
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

/** Documents as NDJSON, one at a time: all of them together may be larger than what fits in memory. */
function* linesOf(docs: readonly Doc[]): Iterable<string> {
  for (const doc of docs) yield `${JSON.stringify(doc)}\n`
}

/** Query parameters come as `$name=<JSON>`. Throws 400 where one is not JSON. */
export function paramsOf(query: URLSearchParams): JsonObject {
  const params: JsonObject = {}
  for (const [name, value] of query) {
    if (!name.startsWith('$')) continue
    try {
      params[name.slice(1)] = JSON.parse(value)
    } catch (error) {
      throw new LakeError(
        400,
        'invalidParameter',
        `The parameter ${name} is not JSON: ${value}`,
        {},
        { cause: error },
      )
    }
  }
  return params
}

/** Throws 404 where a request names a dataset that is not the one kept here. */
export function requireDataset(call: Call, dataset: string): void {
  if (call.params.dataset !== dataset) throw unknownDataset(call.params.dataset, dataset)
}

function unknownDataset(given: string | undefined, dataset: string): LakeError {
  return new LakeError(
    404,
    'datasetNotFound',
    `There is no dataset “${given}” here; this Content Lake keeps “${dataset}”. Set SANITY_STUDIO_DATASET to change it.`,
  )
}
