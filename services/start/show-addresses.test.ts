import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeAddresses, removeLinks } from './show-addresses.ts'

const addresses = [
  { name: 'Site', url: 'http://localhost:1/', note: 'what patients see' },
  { name: 'Studio', url: 'http://localhost:2/', note: 'works once', link: 'http://localhost:2/#sid=secret' },
]

async function dataFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'addresses-'))
  return { dataDir, [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) }
}

test('shows a terminal the links that let somebody in, and keeps none', async () => {
  await using folder = await dataFolder()
  expect(await describeAddresses(addresses, { ...folder, isTerminal: true })).toContain('#sid=secret')
  await expect(stat(join(folder.dataDir, 'links.txt'))).rejects.toThrow('ENOENT')
})

test('keeps links out of a log: they go to a file for this user alone, which the next run replaces', async () => {
  await using folder = await dataFolder()
  const file = join(folder.dataDir, 'links.txt')
  await writeFile(file, 'of an earlier run', { mode: 0o644 })
  const shown = await describeAddresses(addresses, { ...folder, isTerminal: false })
  expect(shown).not.toContain('secret')
  expect(shown).toContain(`http://localhost:2/  (its link is in ${file})`)
  expect(await readFile(file, 'utf8')).toContain('\nStudio: http://localhost:2/#sid=secret (works once)\n')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await removeLinks(folder.dataDir)
  await expect(stat(file)).rejects.toThrow('ENOENT')
})
