import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Identity } from '../auth/auth.ts'

/** A request with everything its route needs. */
export interface RequestContext {
  request: IncomingMessage
  response: ServerResponse
  /** The values of the route's `:name` segments, decoded. */
  params: Record<string, string>
  query: URLSearchParams
  /** As in the path: `v2025-02-19`, `v1`, `vX`. */
  apiVersion: string
  identity: Identity
  now: Temporal.Instant
}

/** A route's response: a body, or JSON as bytes. A route that has responded itself returns nothing. */
export type Reply = { status: number; body: unknown } | { status: number; blocks: readonly Buffer[] }

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Without the version, e.g. `data/query/:dataset`; a last segment `*` matches the rest. */
  path: string
  /** The access that a request needs. */
  access: 'anyone' | 'token' | 'writer' | 'administrator'
  handle(context: RequestContext): Reply | undefined | Promise<Reply | undefined>
}

export function reply(body: unknown, status = 200): Reply {
  return { status, body }
}

/** Finds a request's route and the values of its `:name` segments; null if there is none. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | null {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : null
    if (params) return { route, params }
  }
  return null
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  const open = wanted.at(-1) === '*'
  if (open ? given.length < wanted.length : given.length !== wanted.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    if (open && index === wanted.length - 1) return params
    const value = decodeURIComponent(given[index] ?? '')
    if (segment.startsWith(':')) params[segment.slice(1)] = value
    else if (segment !== value) return null
  }
  return params
}
