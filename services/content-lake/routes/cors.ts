import { z } from 'zod'
import { LakeError } from '../errors.ts'
import { readJson } from '../http/body.ts'
import { type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'

const path = 'projects/:project/cors'
const corsInput = z.object({ origin: z.string().max(300), allowCredentials: z.boolean().default(false) })

/** The origins whose pages may use the API, at Sanity's API for them; here all of them may send tokens. */
export function corsRoutes({ corsOrigins }: Lake): Route[] {
  return [
    { method: 'GET', path, access: 'administrator', handle: () => reply(corsOrigins.list()) },
    {
      method: 'POST',
      path,
      access: 'administrator',
      handle: async ({ request }) => {
        const given = corsInput.safeParse(await readJson(request))
        if (!given.success) throw new LakeError(400, 'invalidRequest', z.prettifyError(given.error))
        return reply(corsOrigins.add(given.data.origin), 201)
      },
    },
    {
      method: 'DELETE',
      path: `${path}/:origin`,
      access: 'administrator',
      handle: ({ params }) => {
        corsOrigins.remove(params.origin ?? '')
        return reply({ id: params.origin, deleted: true })
      },
    },
  ]
}
