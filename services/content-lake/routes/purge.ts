import { z } from 'zod'
import { type Route, readJson, reply } from '../http/call.ts'
import { LakeError } from '../http/errors.ts'
import type { Lake } from '../lake.ts'
import { findLeftovers, leftover, removeLeftover } from '../store/purge.ts'
import { requireDataset } from './query.ts'

/** For `npm run purge`: what can be tidied up among pictures and files, and, one by one, doing so. */
export function purgeRoutes(lake: Lake): Route[] {
  return [
    {
      method: 'GET',
      path: 'assets/leftovers/:dataset',
      access: 'administrator',
      handle: async call => {
        requireDataset(call, lake.dataset)
        return reply(await findLeftovers(lake, call.now))
      },
    },
    {
      method: 'POST',
      path: 'assets/leftovers/:dataset',
      access: 'administrator',
      handle: async call => {
        requireDataset(call, lake.dataset)
        const given = leftover.safeParse(await readJson(call.request, 10_000))
        if (!given.success) throw new LakeError(400, 'invalidRequest', z.prettifyError(given.error))
        const { identity, now } = call
        return reply({ done: await removeLeftover(lake, given.data, { author: identity.userId, now }) })
      },
    },
  ]
}
