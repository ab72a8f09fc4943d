import { existsSync } from 'node:fs'
import { cp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { waitForLock } from '#services/shared/lock.ts'
import { fillLake } from '../publisher/preview-system.ts'
import { loadEditions } from './editions.ts'
import { startLake, startPublisherProcess } from './processes.ts'
import { untilQuiet } from './site-state.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that all files of one run share. */
    sharedFolder: string
  }
}

export const clinicUrl = 'https://clinic.example'

/**
 * Puts into `folder` what an earlier start left there: the seed without its pictures, the numbered readings of edition 0,
 * and the release of both. It is made once in a run, for a first release takes longer than most tests.
 */
export async function copyPreparedFolder(folder: string): Promise<void> {
  const shared = inject('sharedFolder')
  const prepared = join(shared, 'clinic')
  const lock = await waitForLock(join(shared, 'clinic.lock'), new AbortController().signal, () => {})
  try {
    if (!existsSync(prepared)) {
      const unfinished = join(shared, 'clinic-unfinished')
      await rm(unfinished, { recursive: true, force: true })
      await prepare(unfinished)
      await rename(unfinished, prepared)
    }
  } finally {
    lock.release()
  }
  await cp(prepared, folder, { recursive: true, verbatimSymlinks: true })
}

async function prepare(folder: string): Promise<void> {
  await using lake = await startLake(folder, clinicUrl)
  await fillLake(lake.client, Temporal.Now.instant())
  await loadEditions(lake.client)
  await using publisher = await startPublisherProcess({ folder, port: 0, contentLakeUrl: lake.url })
  await untilQuiet(publisher.url)
  // A process that is killed leaves no compiled code for the next one.
  await publisher.stop()
  await lake.stop()
  // How `npm start` knows that the sample was loaded.
  await writeFile(join(folder, 'sample-content.mark'), 'loaded\n')
}
