import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startSystem } from './system.ts'

test('keeps the content over a second start, which builds nothing, and stops within five seconds', async () => {
  test.setTimeout(180_000)
  const dataFolder = await mkdtemp(join(tmpdir(), 'clinic-data-'))
  try {
    const first = await startSystem({ dataFolder })
    const before = await (await fetch(`${first.siteUrl}/release.json`)).json()
    const links = join(dataFolder, 'links.txt')
    expect((await stat(links)).mode & 0o777).toBe(0o600)
    expect(first.output()).not.toMatch(/sid=|_preview\/enter/)
    const stoppedAt = performance.now()
    expect(await first.stop()).toBe(0)
    expect(performance.now() - stoppedAt).toBeLessThan(5000)
    await expect(stat(links)).rejects.toThrow('ENOENT')
    await expect(fetch(first.siteUrl)).rejects.toThrow()
    await expect(fetch(first.studioUrl)).rejects.toThrow()

    await using second = await startSystem({ dataFolder })
    const after = await (await fetch(`${second.siteUrl}/release.json`)).json()
    expect(after.documents).toEqual(before.documents)
    expect(second.output()).not.toContain('Building')
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
})

test('names the variable to change when a port is taken', async () => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
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
    server.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
})
