import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { sanityImport } from '@sanity/import'
import { writeSampleContent } from '#studio/sample-content/write-export.ts'
import { startTestLake, temporaryFolder } from './contract/content-lake-fixture.ts'

/** A Content Lake of its own, holding the sample content as it is at one instant. */
export interface SampleLake extends AsyncDisposable {
  url: string
  /** May write. */
  client: SanityClient
  /** Where the lake keeps its files. */
  dataDir: string
  /** A place for the test's own files, gone with the lake. */
  folder: string
}

export async function startSampleLake(now: Temporal.Instant): Promise<SampleLake> {
  const stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  const lake = stack.use(await startTestLake({ now: () => now }))
  const client = lake.client()
  await writeSampleContent(join(folder, 'sample'), now)
  await sanityImport(join(folder, 'sample'), {
    client,
    operation: 'createOrReplace',
    targetDataset: 'production',
    targetProjectId: 'local',
  })
  return {
    url: lake.url,
    client,
    dataDir: lake.dataDir,
    folder,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
