import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildIfStale } from '#services/start/builds.ts'

/** What a machine that builds the Studio may know, and no browser: each value occurs nowhere else. */
export const secrets = {
  SANITY_API_WRITE_TOKEN: `skBaitWrite7${'aB3'.repeat(50)}`,
  SANITY_API_READ_TOKEN: `skBaitRead7${'cD5'.repeat(50)}`,
  SANITY_WEBHOOK_SECRET: 'bait-webhook-secret-5f1c0a7e',
  SANITY_AUTH_TOKEN: `skBaitAuth7${'eF7'.repeat(50)}`,
  PREVIEW_SECRET: 'bait-preview-secret-9d2b4c6e',
  VITE_PASSWORD: 'bait-vite-password-1a3b5c7d',
  PUBLIC_TOKEN: 'bait-public-token-2b4d6f8a',
}

/** What “npm start” sets for its builds, so that each test that starts it takes this build for its own. */
const local = { SANITY_STUDIO_PROJECT_ID: 'local', SANITY_STUDIO_DATASET: 'production' }

/**
 * Builds the Studio on a machine that knows the secrets, unless the build at hand was made on it.
 * @returns the folder of the build.
 */
export async function buildAmongSecrets(report: (line: string) => void): Promise<string> {
  const root = process.cwd()
  const stamp = join(root, '.build', 'studio.inputs')
  const own = join(root, '.build', 'studio.among-secrets')
  const read = (file: string) => readFile(file, 'utf8').catch(() => null)
  // Without its stamp, a build counts as stale.
  if ((await read(own)) !== (await read(stamp))) await rm(stamp, { force: true })
  const { signal } = new AbortController()
  await buildIfStale('studio', { root, env: { ...process.env, ...secrets, ...local }, signal, report })
  await writeFile(own, await readFile(stamp))
  return join(root, '.build', 'studio')
}
