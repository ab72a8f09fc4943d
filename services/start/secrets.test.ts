import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSecrets } from './secrets.ts'

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'secrets-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

test('makes secrets once, three different ones, in a file for its owner alone', async () => {
  await using folder = await temporaryFolder()
  const first = await loadSecrets(folder.path, {})
  const second = await loadSecrets(folder.path, {})

  expect(second).toEqual(first)
  expect(new Set(Object.values(first)).size).toBe(3)
  expect((await stat(join(folder.path, 'secrets.env'))).mode & 0o777).toBe(0o600)
})

test('closes a file that others could read', async () => {
  await using folder = await temporaryFolder()
  await loadSecrets(folder.path, {})
  await chmod(join(folder.path, 'secrets.env'), 0o644)
  await loadSecrets(folder.path, {})
  expect((await stat(join(folder.path, 'secrets.env'))).mode & 0o777).toBe(0o600)
})

test('prefers what the environment says', async () => {
  await using folder = await temporaryFolder()
  const secrets = await loadSecrets(folder.path, { SANITY_WEBHOOK_SECRET: 'a secret from the environment' })
  expect(secrets.SANITY_WEBHOOK_SECRET).toBe('a secret from the environment')
})

test('says what is missing from a damaged file, and leaves it as it is', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'secrets.env')
  const damaged = 'SANITY_API_WRITE_TOKEN=a-token-that-is-long-enough\nSANITY_API_READ_TOKEN=short\n'
  await writeFile(file, damaged)

  await expect(loadSecrets(folder.path, {})).rejects.toThrow(
    /SANITY_API_READ_TOKEN and SANITY_WEBHOOK_SECRET are missing[\s\S]*Put the file back from a copy/,
  )
  expect(await readFile(file, 'utf8')).toBe(damaged)
})
