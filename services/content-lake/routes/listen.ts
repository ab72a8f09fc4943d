import type { ServerResponse } from 'node:http'
import type { RequestContext, Route } from '../http/route.ts'
import { maxUnsentBytes } from '../http/socket-limits.ts'
import type { Lake } from '../lake.ts'
import type { ListenOptions, Sink } from '../live/listen.ts'
import { parseParams, requireDataset } from './query.ts'

/** Live listening and the Live Content API, as streams of server-sent events. */
export function listenRoutes(lake: Lake): Route[] {
  return [
    {
      method: 'GET',
      path: 'data/listen/:dataset',
      access: 'token',
      handle: context => {
        requireDataset(context, lake.dataset)
        const { request, response } = context
        const lastEventId = request.headers['last-event-id']
        const options = listenOptions(context, typeof lastEventId === 'string' ? lastEventId : null)
        response.on(
          'close',
          lake.hub.connect(options, openStream(response), () => response.end()),
        )
        return undefined
      },
    },
    {
      method: 'GET',
      path: 'data/live/events/:dataset',
      access: 'token',
      handle: context => {
        requireDataset(context, lake.dataset)
        const { query, response } = context
        const includeDrafts = query.get('includeDrafts') === 'true'
        response.on('close', lake.liveEvents.connect({ includeDrafts, sink: openStream(response) }))
        return undefined
      },
    },
  ]
}

/** A stream that ends where its reader does not keep up. */
function openStream(response: ServerResponse): Sink {
  response.setHeader('content-type', 'text/event-stream; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  response.setHeader('x-accel-buffering', 'no')
  return chunk => {
    if (response.writableLength > maxUnsentBytes) response.destroy()
    else response.write(chunk)
  }
}

/** Parses a listener's options. By default it gets the mutations and the result, as `@sanity/client` expects. */
export function listenOptions(
  context: Pick<RequestContext, 'query' | 'identity'>,
  lastEventId: string | null,
): ListenOptions {
  const flag = (name: string, byDefault: boolean) =>
    context.query.has(name) ? context.query.get(name) === 'true' : byDefault
  return {
    userId: context.identity.userId,
    query: context.query.get('query') ?? '*',
    params: parseParams(context.query),
    includeResult: flag('includeResult', false),
    includePreviousRevision: flag('includePreviousRevision', false),
    includeMutations: flag('includeMutations', true),
    includeAllVersions: flag('includeAllVersions', false),
    effectFormat: context.query.get('effectFormat'),
    enableResume: flag('enableResume', false),
    lastEventId,
  }
}
