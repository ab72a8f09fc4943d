import { createReadStream } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { join } from 'node:path'
import { copyDatabase } from '#services/shared/copy-database.ts'
import { LakeError } from '../errors.ts'
import { sendStream } from '../http/body.ts'
import type { Route } from '../http/route.ts'
import { createWorkQueue } from '../http/work-queue.ts'
import type { Lake } from '../lake.ts'
import { isProgram } from '../programs.ts'
import { requireDataset } from './query.ts'

/**
 * For `npm run backup`: a copy of the database as it is at one moment, while it stays in use. No other process can read
 * the file itself. For programs alone: with it go the hashes of sessions, and the secrets of webhooks.
 */
export function backupRoutes(lake: Lake, folder: string): Route[] {
  const oneAtATime = createWorkQueue({ atOnce: 1, waiting: 0, refusal: isBusy })
  return [
    {
      method: 'GET',
      path: 'backup/:dataset',
      access: 'administrator',
      handle: async context => {
        requireDataset(context, lake.dataset)
        if (!isProgram(context.identity.userId)) throw isForPrograms()
        await oneAtATime.run(async () => {
          await using copies = await mkdtempDisposable(join(folder, 'backup-'))
          const copy = join(copies.path, 'content-lake.sqlite')
          copyDatabase(lake.store.database, copy)
          context.response.writeHead(200, {
            'content-type': 'application/vnd.sqlite3',
            'cache-control': 'no-store',
          })
          await sendStream(createReadStream(copy), context.response)
        })
        return undefined
      },
    },
  ]
}

function isBusy(): LakeError {
  return new LakeError(503, 'busy', 'Another backup is being made. Try again once it is done.')
}

function isForPrograms(): LakeError {
  return new LakeError(403, 'insufficientPermissionsError', 'Backups are made by “npm run backup” alone.')
}
