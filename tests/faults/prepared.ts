import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { madeOnce } from '../fixtures/made-once.ts'
import { fillLake } from '../publisher/preview-system.ts'
import { loadEditions } from './editions.ts'
import { startLake, startPublisherProcess } from './processes.ts'
import { untilQuiet } from './site-state.ts'
import { isFullSize } from './size.ts'

/** How much of the sample there is beside what a test publishes. */
export const sampleSize = isFullSize() ? 'all' : 'few'

export const clinicUrl = 'https://clinic.example'

/**
 * Puts into `folder` what an earlier start left there: the seed without its pictures, the numbered readings of edition 0,
 * and the release of both. It is made once in a run, for a first release takes longer than most tests.
 */
export async function copyPreparedFolder(folder: string): Promise<void> {
  const prepared = await madeOnce('clinic', prepare)
  await cp(prepared, folder, { recursive: true, verbatimSymlinks: true })
}

async function prepare(folder: string): Promise<void> {
  await using lake = await startLake(folder, clinicUrl)
  await fillLake(lake.client, Temporal.Now.instant(), sampleSize)
  await loadEditions(lake.client)
  await using publisher = await startPublisherProcess({ folder, port: 0, contentLakeUrl: lake.url })
  await untilQuiet(publisher.url)
  // A process that is killed leaves no compiled code for the next one.
  await publisher.stop()
  await lake.stop()
  // How `npm start` knows that the sample was loaded.
  await writeFile(join(folder, 'sample-content.mark'), 'loaded\n')
}
