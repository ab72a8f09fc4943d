import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      dev: z.boolean().optional(),
    }),
  ),
})

async function readLockedPackages() {
  const { packages } = lockfile.parse(JSON.parse(await readFile('package-lock.json', 'utf8')))
  return Object.entries(packages).filter(([path]) => path !== '')
}

test('the lockfile pins the bytes of every package', async () => {
  const unpinned = (await readLockedPackages()).filter(
    ([, { integrity }]) => !integrity?.startsWith('sha512-'),
  )
  expect(unpinned.map(([path]) => path)).toEqual([])
})

test('the Node that scripts run is a pinned package, not one that an install script fetches', async () => {
  const program = await realpath('node_modules/.bin/node')
  const name = basename(dirname(dirname(program)))
  const [, locked] = (await readLockedPackages()).find(([path]) => path === `node_modules/${name}`) ?? []
  expect(locked, `${name} in package-lock.json`).toMatchObject({
    integrity: expect.stringMatching(/^sha512-/),
  })
  expect(locked?.hasInstallScript ?? false).toBe(false)
  expect(locked?.dev ?? false).toBe(false)
})
