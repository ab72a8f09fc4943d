import { resolve } from 'node:path'
import { loadEnvFile } from './shared/load-env-file.ts'
import { runMain } from './shared/run-main.ts'
import { buildIfStale } from './start/builds.ts'

/**
 * `npm run build:server`: builds what `npm start` needs, unless it is there, so that a start on a small server, or in a
 * container, has nothing to build. Needs no secret, and of the settings the project and dataset alone.
 */
const root = resolve(import.meta.dirname, '..')
process.chdir(root)
loadEnvFile(root)
const { SANITY_STUDIO_PROJECT_ID, SANITY_STUDIO_DATASET, ...env } = process.env
const options = {
  root,
  env: {
    ...env,
    SANITY_STUDIO_PROJECT_ID: SANITY_STUDIO_PROJECT_ID || 'local',
    SANITY_STUDIO_DATASET: SANITY_STUDIO_DATASET || 'production',
  },
  signal: new AbortController().signal,
  report: (line: string) => console.log(line),
}
await runMain(async () => {
  await buildIfStale('renderer', options)
  await buildIfStale('studio', options)
})
