import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
// The tests start dozens of programs: as every script, they share what Node compiled.
import '#services/require-node.js'
import { buildIfStale } from '#services/start/builds.ts'

/**
 * The renderer that the tests load is built once, of the code as it stands; a build that is still good is kept. What
 * several files need can be made once, in a folder that they share.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { signal } = new AbortController()
  await buildIfStale('renderer', {
    root: process.cwd(),
    env: process.env,
    signal,
    report: line => console.log(line),
  })
  const sharedFolder = await mkdtemp(join(tmpdir(), 'clinic-shared-'))
  project.provide('sharedFolder', sharedFolder)
  return () => rm(sharedFolder, { recursive: true, force: true })
}
