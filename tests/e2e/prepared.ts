import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { readFileOf } from '../fixtures/stored-releases.ts'
import { type System, startSystem } from './system.ts'

/** The variable by which workers find the folder that the global setup made. */
const variable = 'PREPARED_DATA_FOLDER'

/** Starts everything for the first time, and stops it: each worker goes on from a copy of what was made. */
export async function prepareDataFolder(): Promise<AsyncDisposable> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'clinic-prepared-'))
  const system = await startSystem({ dataFolder })
  await system.stop()
  process.env[variable] = dataFolder
  return { [Symbol.asyncDispose]: () => rm(dataFolder, { recursive: true, force: true }) }
}

/** What the first release was made of: the revision of each document. */
export async function readPreparedDocuments(): Promise<unknown> {
  return JSON.parse(await readFileOf(join(preparedFolder(), 'publisher'), '/release.json')).documents
}

/** A folder of its own with the sample content and its release. */
export async function copyPreparedFolder(): Promise<string> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'clinic-data-'))
  await cp(preparedFolder(), dataFolder, {
    recursive: true,
    verbatimSymlinks: true,
    preserveTimestamps: true,
  })
  return dataFolder
}

/** A system that has the sample content and its release; resolves once the site is live under its own address. */
export async function startPreparedSystem(): Promise<System> {
  const dataFolder = await copyPreparedFolder()
  const system = await startSystem({ dataFolder })
  const sitemap = async () => (await fetch(`${system.siteUrl}/sitemap.xml`)).text()
  // The benchmark calls this outside of tests, where the limit is five seconds unless it is set.
  const timeout = 60_000
  await expect
    .poll(sitemap, { message: 'the site has its own address', timeout })
    .toContain(`${system.siteUrl}/`)
  return {
    ...system,
    async [Symbol.asyncDispose]() {
      await system.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

function preparedFolder(): string {
  const folder = process.env[variable]
  if (!folder) throw new Error(`${variable} is not set: the global setup of playwright.config.ts sets it.`)
  return folder
}
