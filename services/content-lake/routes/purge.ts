import { z } from 'zod'
import { findLeftovers, leftover, removeLeftover } from '../assets/leftovers.ts'
import { LakeError } from '../errors.ts'
import { readJson } from '../http/body.ts'
import { type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'
import { requireDataset } from './query.ts'

/** For `npm run purge`: lists unused pictures and files, and removes them one by one. */
export function purgeRoutes(lake: Lake): Route[] {
  return [
    {
      method: 'GET',
      path: 'assets/leftovers/:dataset',
      access: 'administrator',
      handle: async context => {
        requireDataset(context, lake.dataset)
        return reply(await findLeftovers(lake, context.now))
      },
    },
    {
      method: 'POST',
      path: 'assets/leftovers/:dataset',
      access: 'administrator',
      handle: async context => {
        requireDataset(context, lake.dataset)
        const given = leftover.safeParse(await readJson(context.request, 10_000))
        if (!given.success) throw new LakeError(400, 'invalidRequest', z.prettifyError(given.error))
        const { identity, now } = context
        return reply({ done: await removeLeftover(lake, given.data, { author: identity.userId, now }) })
      },
    },
  ]
}
