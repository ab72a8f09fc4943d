import { readJson } from '../http/body.ts'
import { type RequestContext, type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'
import { publicHook } from '../webhooks/webhooks.ts'

const all = 'hooks/projects/:project'
const one = 'hooks/projects/:project/:hook'

/** Webhooks, at Sanity's API for them. */
export function hookRoutes({ webhooks, deliveries }: Lake): Route[] {
  async function update({ params, request, now }: RequestContext) {
    return reply(publicHook(await webhooks.update(params.hook ?? '', await readJson(request), now)))
  }

  return [
    {
      method: 'GET',
      path: all,
      access: 'administrator',
      handle: () => reply(webhooks.list().map(publicHook)),
    },
    {
      method: 'POST',
      path: all,
      access: 'administrator',
      handle: async ({ request, now }) =>
        reply(publicHook(await webhooks.create(await readJson(request), now)), 201),
    },
    {
      method: 'GET',
      path: one,
      access: 'administrator',
      handle: ({ params }) => reply(publicHook(webhooks.get(params.hook ?? ''))),
    },
    { method: 'PATCH', path: one, access: 'administrator', handle: update },
    { method: 'PUT', path: one, access: 'administrator', handle: update },
    {
      method: 'DELETE',
      path: one,
      access: 'administrator',
      handle: ({ params }) => {
        webhooks.remove(params.hook ?? '')
        return reply({ id: params.hook, deleted: true })
      },
    },
    {
      method: 'GET',
      path: `${one}/attempts`,
      access: 'administrator',
      handle: ({ params }) => {
        const { id } = webhooks.get(params.hook ?? '')
        return reply(deliveries.attempts(id))
      },
    },
  ]
}
