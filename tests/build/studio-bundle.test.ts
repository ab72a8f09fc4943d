import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildIfStale } from '#services/start/builds.ts'
import { temporaryFolder } from '../contract/content-lake-fixture.ts'
import { findLeaks } from './bundle-secrets.ts'

/** What a machine that builds the Studio may know, and no browser: each value occurs nowhere else. */
const secrets = {
  SANITY_API_WRITE_TOKEN: `skBaitWrite7${'aB3'.repeat(50)}`,
  SANITY_API_READ_TOKEN: `skBaitRead7${'cD5'.repeat(50)}`,
  SANITY_WEBHOOK_SECRET: 'bait-webhook-secret-5f1c0a7e',
  SANITY_AUTH_TOKEN: `skBaitAuth7${'eF7'.repeat(50)}`,
  PREVIEW_SECRET: 'bait-preview-secret-9d2b4c6e',
  VITE_PASSWORD: 'bait-vite-password-1a3b5c7d',
  PUBLIC_TOKEN: 'bait-public-token-2b4d6f8a',
}

/** As the end-to-end tests start the system, which then take this build for their own. */
const local = { SANITY_STUDIO_PROJECT_ID: '', SANITY_STUDIO_DATASET: '' }

/** Builds the Studio on a machine that knows the secrets, unless the build at hand was made on it. */
async function buildAmongSecrets(): Promise<string> {
  const root = process.cwd()
  const stamp = join(root, '.build', 'studio.inputs')
  const own = join(root, '.build', 'studio.among-secrets')
  const read = (file: string) => readFile(file, 'utf8').catch(() => null)
  // Without its stamp, a build counts as stale.
  if ((await read(own)) !== (await read(stamp))) await rm(stamp, { force: true })
  const { signal } = new AbortController()
  await buildIfStale('studio', {
    root,
    env: { ...process.env, ...secrets, ...local },
    signal,
    report: () => {},
  })
  await writeFile(own, await readFile(stamp))
  return join(root, '.build', 'studio')
}

test('the built Studio holds no secret of the machine that built it, and nothing that looks like one', async () => {
  expect(await findLeaks(await buildAmongSecrets(), secrets)).toEqual([])
}, 300_000)

test('finds a secret wherever a bundle hides it', async () => {
  await using folder = await temporaryFolder()
  const bundle = {
    'value.js': `client({t:"${secrets.SANITY_WEBHOOK_SECRET}"})`,
    'base64.js': `atob("${Buffer.from(secrets.PREVIEW_SECRET).toString('base64')}")`,
    'name.js': 'const env={SANITY_API_READ_TOKEN:"of another day"}',
    'token.js': `t="sk${'Ab1'.repeat(50)}"`,
    'key.map': '-----BEGIN RSA PRIVATE KEY-----',
    'harmless.js': 'process.env.SANITY_API_READ_TOKEN; const skipCrossDatasetReferenceValidation=1',
  }
  for (const [name, text] of Object.entries(bundle)) await writeFile(join(folder.path, name), text)
  const leaks = await findLeaks(folder.path, secrets)
  expect(leaks.toSorted((a, b) => (a.file < b.file ? -1 : 1))).toEqual([
    { file: 'base64.js', what: 'the value of PREVIEW_SECRET' },
    { file: 'key.map', what: 'a private key' },
    { file: 'name.js', what: 'SANITY_API_READ_TOKEN with a value' },
    { file: 'token.js', what: 'a Sanity token' },
    { file: 'value.js', what: 'the value of SANITY_WEBHOOK_SECRET' },
  ])
})
