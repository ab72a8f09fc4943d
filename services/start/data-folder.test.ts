import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDataFolder } from './data-folder.ts'

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'data-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

test('makes the folder, and gives it to one at a time', async () => {
  await using folder = await temporaryFolder()
  const dataDir = join(folder.path, 'new', 'data')

  const lock = await openDataFolder(dataDir)
  await expect(openDataFolder(dataDir)).rejects.toThrow('is in use by another “npm start”')
  lock.release()
  const again = await openDataFolder(dataDir)
  again.release()
})

test('says that the folder is none, and leaves the file that is there', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'data')
  await writeFile(file, 'somebody’s notes')

  await expect(openDataFolder(file)).rejects.toThrow(/cannot be used[\s\S]*set DATA_DIR to another one/)
  expect(await readFile(file, 'utf8')).toBe('somebody’s notes')
})
