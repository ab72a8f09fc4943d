import { spawn } from 'node:child_process'
import { rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCommandEnv } from './shared/command-env.ts'

/** One step of a build: a command that the packages bring along. */
interface Step {
  command: string
  args: string[]
  env?: Record<string, string>
}

/** A folder that is built, and the command that builds it into `outDir`. */
interface FolderBuild {
  folder(env: NodeJS.ProcessEnv): string
  step(outDir: string): Step
}

/** What is built into a folder. Each reads code alone, but for `site`, which also reads the content. */
const folderBuilds: Record<string, FolderBuild> = {
  site: {
    folder: env => env.OUT_DIR || 'dist',
    step: outDir => ({ command: 'astro', args: ['build'], env: { OUT_DIR: outDir } }),
  },
  renderer: {
    folder: () => '.build/renderer',
    step: outDir => ({ command: 'astro', args: ['build'], env: { OUT_DIR: outDir, BUILD: 'renderer' } }),
  },
  studio: {
    folder: () => '.build/studio',
    step: outDir => ({ command: 'sanity', args: ['build', outDir, '-y'] }),
  },
}

/** What is written among the sources. */
const sourceBuilds: Record<string, Step[]> = {
  typegen: [
    { command: 'sanity', args: ['schemas', 'extract', '--force', '--path', 'studio/schema.json'] },
    { command: 'sanity', args: ['typegen', 'generate'] },
  ],
}

/** Neither tool may report its use or look for its updates: no process of this project contacts another machine unasked. */
const silence = { ASTRO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_UPDATE_NOTIFIER: '1', CI: 'true' }

/** The names that `runBuild` takes. */
const buildNames: readonly string[] = [...Object.keys(folderBuilds), ...Object.keys(sourceBuilds)]

/**
 * Builds one of `buildNames` in the repository at `root`, sending each line of output to `report`.
 * @throws Error with the output of the command that failed.
 */
export async function runBuild(name: string, root: string, report: (line: string) => void): Promise<void> {
  const folderBuild = folderBuilds[name]
  if (folderBuild) return await buildFolder(folderBuild, root, report)
  for (const step of sourceBuilds[name] ?? []) await runStep(step, root, report)
}

/** Builds beside the finished folder and puts it in its place at the end: a build that fails leaves the last good one. */
async function buildFolder(
  { folder, step }: FolderBuild,
  root: string,
  report: (line: string) => void,
): Promise<void> {
  const finished = resolve(root, folder(process.env))
  const unfinished = `${finished}.unfinished`
  try {
    await rm(unfinished, { recursive: true, force: true })
    await runStep(step(unfinished), root, report)
    await rm(finished, { recursive: true, force: true })
    await rename(unfinished, finished)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function runStep(step: Step, root: string, report: (line: string) => void): Promise<void> {
  const { command, args, env } = step
  const bin = join(root, 'node_modules', '.bin')
  const child = spawn(join(bin, command), args, {
    cwd: root,
    env: { ...process.env, ...silence, ...env, PATH: `${bin}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  const collect = (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean)) {
      output.push(line)
      report(line)
    }
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const closed = Promise.withResolvers<number | null>()
  child.on('error', closed.reject)
  child.on('close', closed.resolve)
  const code = await closed.promise
  if (code === 0) return
  throw new Error(
    `“${command} ${args.join(' ')}” failed with code ${code}:\n${output.slice(-200).join('\n')}`,
  )
}

async function main(): Promise<void> {
  const [name = ''] = parseArgs({ allowPositionals: true }).positionals
  if (!buildNames.includes(name)) throw new Error(`Name what to build: ${buildNames.join(', ')}.`)
  try {
    process.loadEnvFile()
  } catch {
    // A missing .env is the usual case: everything then runs on this machine.
  }
  if (name === 'site') await findReadToken(process.cwd())
  await runBuild(name, process.cwd(), line => console.log(line))
}

/** The Content Lake of this machine is read with the key that its first start made; a hosted project has its own in `.env`. */
async function findReadToken(root: string): Promise<void> {
  const { SANITY_STUDIO_PROJECT_ID: projectId, SANITY_API_READ_TOKEN } = await loadCommandEnv(
    process.env,
    root,
  )
  const isLocal = (projectId ?? 'local') === 'local'
  if (isLocal && SANITY_API_READ_TOKEN) process.env.SANITY_API_READ_TOKEN = SANITY_API_READ_TOKEN
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
