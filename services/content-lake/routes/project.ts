import type { JsonObject } from '../documents/json.ts'
import { readBody } from '../http/body.ts'
import { type RequestContext, type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'

/**
 * Comments are switched off in the Studio's configuration. Without this feature the Studio would offer an upgrade and,
 * once it knows, mount its layout again, which loses what was typed until then (`CommentsStudioLayout.tsx`).
 */
const features = ['studioComments']

/** What the Studio requests about its project at start: the minimum that it needs, without hosted features. */
export function projectRoutes(lake: Lake): Route[] {
  const { dataset, projectId } = lake
  return [
    // The rules by which the Studio decides what to offer (`grantsStore.ts`).
    fixed('projects/:project/datasets/:dataset/acl', 'token', ({ identity }) => accessRules(identity.role)),
    fixed('projects/:project', 'token', context => project(lake, context)),
    fixed('projects/:project/datasets', 'token', () => [
      { name: dataset, aclMode: 'private', datasetProfile: 'content' },
    ]),
    fixed('projects/:project/grants', 'token', () => ({
      'sanity.project': [{ grants: [{ name: 'read' }], config: {} }],
    })),
    fixed('projects/:project/user-applications', 'token', context => studioAt(context)),
    fixed('projects/:project/features', 'token', () => features),
    fixed('projects/:project/features/:feature', 'token', () => false),
    fixed('features', 'token', () => features),
    fixed('features/:feature', 'token', () => false),
    // The Studio requests this for read-only users (`useRoleRequestsStatus.ts`); roles are given by `npm run people`.
    fixed('access/requests/me', 'token', () => []),
    fixed('ping', 'anyone', () => ({ pong: true })),
    fixed('data/ping', 'anyone', () => ({ pong: true })),
    fixed('data/ping/:dataset', 'anyone', () => ({ pong: true })),
    // Pages of other origins are told otherwise before any route (`lake-server.ts`).
    fixed('check/cors', 'anyone', () => ({ result: { allowed: true, withCredentials: true } })),
    fixed('intake/telemetry-status', 'anyone', () => ({ status: 'denied' })),
    { method: 'POST', path: 'intake/batch', access: 'anyone', handle: drained },
    fixed('journey/announcements', 'anyone', () => []),
    // Offers of paid features: null means none.
    fixed('journey/:offer', 'anyone', () => null),
    fixed('journey/trial/:offer', 'anyone', () => null),
    fixed('help', 'anyone', () => ({})),
  ]

  function accessRules(role: string): JsonObject[] {
    const all = ['read', 'create', 'update', 'history', 'editHistory']
    const everything = '_id in path("**")'
    if (role === 'administrator' || role === 'editor') return [{ filter: everything, permissions: all }]
    const reading = { filter: everything, permissions: ['read', 'history'] }
    if (role !== 'contributor') return [reading]
    return [reading, { filter: '_id in path("drafts.**")', permissions: all }]
  }

  function project({ people }: Lake, { identity }: RequestContext): JsonObject {
    return {
      id: projectId,
      displayName: 'Clinic',
      organizationId: null,
      metadata: {},
      isBlocked: false,
      isDisabled: false,
      isDisabledByUser: false,
      activityFeedEnabled: false,
      createdAt: '2026-01-01T00:00:00.000Z',
      members: people.members().map(({ id, role }) => ({
        id,
        role,
        roles: [{ name: role, title: role }],
        isRobot: false,
        isCurrentUser: id === identity.userId,
      })),
    }
  }
}

function fixed(path: string, access: Route['access'], body: (context: RequestContext) => unknown): Route {
  return { method: 'GET', path, access, handle: context => reply(body(context)) }
}

/** Drops the Studio's usage statistics, which it should not send after the answer “denied”. */
async function drained({ request }: RequestContext) {
  await readBody(request, 1_000_000)
  return reply({})
}

/**
 * Describes the requesting Studio as registered, since it would otherwise offer registration
 * (`LiveUserApplicationProvider`). Without a project, so that the Studio sends no description of itself.
 */
function studioAt({ request }: RequestContext) {
  const origins = ['http', 'https'].map(scheme => `${scheme}://${request.headers.host}`)
  return origins.map(appHost => ({ id: 'studio', urlType: 'external', appHost }))
}
