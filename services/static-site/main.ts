import { relative, resolve } from 'node:path'
import { isLocalProject } from '#sanity/api-host.ts'
import { loadCommandEnv } from '../shared/command-env.ts'
import { loadEnvFile } from '../shared/load-env-file.ts'
import { runMain } from '../shared/run-main.ts'
import { buildIfStale } from '../start/builds.ts'
import { type BuiltSite, buildSite } from './build-site.ts'

const root = resolve(import.meta.dirname, '../..')

/** `npm run build`: what is published, as plain files. */
async function main(): Promise<void> {
  const startedAt = performance.now()
  loadEnvFile(root)
  const report = (line: string) => console.log(line)
  await buildIfStale('renderer', { root, env: process.env, signal: new AbortController().signal, report })
  const variables = await loadVariables()
  const built = await buildSite({
    root,
    variables,
    // Below Astro's folder for what it keeps: hosts that keep anything between two builds keep that.
    keptFolder: resolve(root, variables.BUILD_CACHE || 'node_modules/.astro/site'),
    onWarning: text => console.warn(text),
  })
  report(describe(built, performance.now() - startedAt))
}

/** The Content Lake of this machine is read with the key that its first start made; a hosted project has its own in `.env`. */
async function loadVariables(): Promise<NodeJS.ProcessEnv> {
  const withSecrets = await loadCommandEnv(process.env, root)
  return isLocalProject(withSecrets) ? withSecrets : process.env
}

function describe({ folder, pages, files, rendered, documents, read }: BuiltSite, tookMs: number): string {
  const number = (value: number) => value.toLocaleString('en-US')
  return [
    `Built ${relative(root, folder)} in ${(tookMs / 1000).toFixed(1)} s: ${number(pages)} pages, ${number(files)} files in all.`,
    `Read ${number(read)} of ${number(documents)} documents, rendered ${number(rendered)} files; the rest is as it was.`,
  ].join('\n')
}

await runMain(main)
