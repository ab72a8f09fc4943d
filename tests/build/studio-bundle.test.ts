import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/content-lake-fixture.ts'
import { findLeaks } from './bundle-secrets.ts'
import { buildAmongSecrets, secrets } from './studio-among-secrets.ts'

test('the built Studio holds no secret of the machine that built it, and nothing that looks like one', async () => {
  expect(await findLeaks(await buildAmongSecrets(() => {}), secrets)).toEqual([])
})

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
