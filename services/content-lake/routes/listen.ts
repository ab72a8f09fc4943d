import type { RequestContext, Route } from '../http/route.ts'
import { maxUnsentBytes } from '../http/socket-limits.ts'
import type { Lake } from '../lake.ts'
import type { ListenOptions } from '../live/listen.ts'
import { parseParams, requireDataset } from './query.ts'

/** Live listening, as a stream of server-sent events. */
export function listenRoutes(lake: Lake): Route[] {
  return [
    {
      method: 'GET',
      path: 'data/listen/:dataset',
      access: 'token',
      handle: context => {
        requireDataset(context, lake.dataset)
        const { request, response } = context
        response.setHeader('content-type', 'text/event-stream; charset=utf-8')
        response.setHeader('cache-control', 'no-store')
        response.setHeader('x-accel-buffering', 'no')
        const lastEventId = request.headers['last-event-id']
        const options = listenOptions(context, typeof lastEventId === 'string' ? lastEventId : null)
        const sink = (chunk: string) => {
          if (response.writableLength > maxUnsentBytes) response.destroy()
          else response.write(chunk)
        }
        const disconnect = lake.hub.connect(options, sink, () => response.end())
        response.on('close', disconnect)
        return undefined
      },
    },
  ]
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
