import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDataFolder } from '../start/data-folder.ts'
import { closeToOthers } from './close-to-others.ts'

async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'open-'))
  await chmod(path, 0o755)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8)
}

test('a data folder that others may read is closed at the next start, with its entries', async () => {
  await using folder = await openFolder()
  await using elsewhere = await openFolder()
  await mkdir(join(folder.path, 'content-lake'), { mode: 0o755 })
  await writeFile(join(folder.path, 'notes.txt'), '', { mode: 0o640 })
  await symlink(elsewhere.path, join(folder.path, 'live'))

  const lock = await openDataFolder(folder.path)
  lock.release()

  expect(await modeOf(folder.path)).toBe('700')
  expect(await modeOf(join(folder.path, 'content-lake'))).toBe('700')
  expect(await modeOf(join(folder.path, 'notes.txt'))).toBe('600')
  expect(await modeOf(elsewhere.path)).toBe('755')
})

test('a folder of other things is neither closed nor used', async () => {
  await using folder = await openFolder()
  await writeFile(join(folder.path, 'notes.txt'), '')
  await expect(openDataFolder(folder.path)).rejects.toThrow(
    /holds other things[\s\S]*set DATA_DIR to another/,
  )
  expect(await modeOf(folder.path)).toBe('755')
})

test('a folder that stays open to others is refused, with what to do', async () => {
  await using folder = await openFolder()
  const forbidden = () => {
    throw new Error('EPERM: operation not permitted')
  }
  expect(() => closeToOthers(folder.path, forbidden)).toThrow(`chmod go-rwx ${folder.path}`)
  expect(() => closeToOthers(folder.path, () => {})).toThrow('set DATA_DIR to a folder of your own')
})
