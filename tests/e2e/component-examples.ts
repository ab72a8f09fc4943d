import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

/** The examples of tests/components, rendered by Astro into files. */
export interface BuiltExamples extends AsyncDisposable {
  folder: string
  /** “/AnnouncementBar/urgent/” */
  paths: string[]
}

/** @throws Error with the words of the build when an example cannot be rendered. */
export async function buildExamples(): Promise<BuiltExamples> {
  const folder = await mkdtemp(join(tmpdir(), 'examples-'))
  const root = resolve(import.meta.dirname, '../..')
  const dispose = async () => {
    await rm(folder, { recursive: true, force: true })
    await rm(`${folder}.cache`, { recursive: true, force: true })
  }
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/astro'), ['build'], {
    // Astro keeps what it works with where it is called from: no other build then gets in its way.
    cwd: join(root, 'tests/components'),
    encoding: 'utf8',
    env: { ...process.env, OUT_DIR: folder, ASTRO_TELEMETRY_DISABLED: '1', CI: 'true' },
  })
  if (status !== 0) {
    await dispose()
    throw new Error(`The examples in tests/components cannot be rendered:\n${stdout}\n${stderr}`)
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter(({ name }) => name === 'index.html')
    .map(({ parentPath }) => `/${relative(folder, parentPath)}/`)
  return { folder, paths: paths.sort(), [Symbol.asyncDispose]: dispose }
}
