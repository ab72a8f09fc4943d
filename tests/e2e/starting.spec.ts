import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { serve } from '../serve.ts'
import { readPreparedDocuments, startPreparedSystem } from './prepared.ts'

test('keeps the content over a second start, which builds nothing, and stops at Ctrl-C', async () => {
  await using second = await startPreparedSystem()
  const { documents } = await (await fetch(`${second.siteUrl}/release.json`)).json()
  expect(documents).toEqual(await readPreparedDocuments())
  expect(second.output()).not.toContain('Building')
  const links = join(second.dataFolder, 'links.txt')
  expect((await stat(links)).mode & 0o777).toBe(0o600)
  expect(second.output()).not.toMatch(/sid=|_preview\/enter/)

  expect(await second.stop()).toBe(0)
  await expect(stat(links)).rejects.toThrow('ENOENT')
  await expect(fetch(second.siteUrl)).rejects.toThrow()
  await expect(fetch(second.studioUrl)).rejects.toThrow()
})

test('names the variable to change when a port is taken', async () => {
  await using server = await serve(() => {})
  const port = String(server.port)
  const dataFolder = await mkdtemp(join(tmpdir(), 'clinic-data-'))
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['services/start.ts'], {
      env: { ...process.env, SITE_PORT: port, STUDIO_PORT: '0', DATA_DIR: dataFolder },
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stdout + stderr).toContain('SITE_PORT')
    expect(stdout + stderr).toContain(port)
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
})
