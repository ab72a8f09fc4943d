import { execFile } from 'node:child_process'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** A repository whose `sanity` says how it was called. */
async function prepareRepository() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'deploy-'))
  await mkdir(join(folder.path, 'node_modules/.bin'), { recursive: true })
  const sanity =
    '#!/bin/sh\necho "$@"\necho "site $SANITY_STUDIO_SITE_URL preview $SANITY_STUDIO_PREVIEW_URL"\n'
  await writeFile(join(folder.path, 'node_modules/.bin/sanity'), sanity, { mode: 0o755 })
  return folder
}

async function deploy(root: string, settings: Record<string, string>, ...options: string[]) {
  await writeFile(
    join(root, '.env'),
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  )
  const { PATH = '' } = process.env
  return await promisify(execFile)(process.execPath, [resolve('services/deploy-studio.ts'), ...options], {
    cwd: root,
    env: { PATH },
  })
}

const settings = {
  SANITY_STUDIO_PROJECT_ID: 'abc12345',
  SITE_URL: 'https://clinic.example',
  PREVIEW_URL: 'https://preview.clinic.example',
  STUDIO_URL: 'https://clinic.sanity.studio',
}

test('the deployed Studio knows site and preview, and is built in a folder that is not the site’s', async () => {
  await using folder = await prepareRepository()
  const { stdout } = await deploy(folder.path, settings)
  expect(stdout).toContain('site https://clinic.example preview https://preview.clinic.example')
  expect(stdout).toMatch(/^deploy (?!dist\b)\S+ --url clinic\.sanity\.studio/)
  const withoutPreview = await deploy(folder.path, { ...settings, PREVIEW_URL: '' })
  expect(withoutPreview.stdout).toContain('site https://clinic.example preview \n')
})

test('a Studio that somebody else serves is built alone, and needs no address at Sanity', async () => {
  await using folder = await prepareRepository()
  const { stdout } = await deploy(folder.path, { ...settings, STUDIO_URL: '' }, '--build-only')
  expect(stdout).toMatch(/^build (?!dist\b)\S+ /)
  expect(stdout).toContain('site https://clinic.example preview https://preview.clinic.example')
})

test.each([
  ['SANITY_STUDIO_PROJECT_ID', 'local'],
  ['SANITY_STUDIO_PROJECT_ID', ''],
  ['SITE_URL', 'http://clinic.example'],
  ['SITE_URL', ''],
  ['PREVIEW_URL', 'http://localhost:4320'],
  ['STUDIO_URL', 'https://studio.clinic.example'],
  ['STUDIO_URL', ''],
])('is refused with %s=%s, by that name', async (name, value) => {
  await using folder = await prepareRepository()
  const refused = await deploy(folder.path, { ...settings, [name]: value }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`${name}: `) })
})
