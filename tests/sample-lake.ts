import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SanityClient } from '@sanity/client'
import { sanityImport } from '@sanity/import'
import { pino } from 'pino'
import { startContentLake } from '../services/content-lake/content-lake.ts'
import { writeSampleContent } from '../studio/sample-content/write-export.ts'

/** A Content Lake of its own, holding the sample content as it is at one instant. */
export interface SampleLake extends AsyncDisposable {
  url: string
  /** May write. */
  client: SanityClient
  folder: string
}

export async function startSampleLake(now: Temporal.Instant): Promise<SampleLake> {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-lake-'))
  const secrets = { writeToken: 'write-token-for-this-test', readToken: 'read-token-for-this-test' }
  const lake = await startContentLake({
    port: 0,
    host: '127.0.0.1',
    dataDir: join(folder, 'content-lake'),
    projectId: 'local',
    dataset: 'production',
    siteUrl: 'http://localhost:4321',
    secrets,
    studioDir: join(folder, 'no-studio'),
    log: pino({ level: 'silent' }),
    now: () => now,
  })
  const client = createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: lake.url,
    useProjectHostname: false,
    useCdn: false,
    token: secrets.writeToken,
  })
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
    folder,
    async [Symbol.asyncDispose]() {
      await lake.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
