import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { loadEnvFile } from './shared/load-env-file.ts'
import { quietTools } from './shared/quiet-tools.ts'
import { replaceFolder } from './shared/replace-folder.ts'
import { runMain } from './shared/run-main.ts'

/** One step of a build: a command that the packages bring along. */
interface Step {
  command: string
  args: string[]
  env?: Record<string, string>
}

/** A folder that is built, and the command that builds it into `outDir`. */
interface FolderBuild {
  folder: string
  step(outDir: string): Step
}

/** What is built into a folder, from code alone. */
const folderBuilds: Record<string, FolderBuild> = {
  renderer: {
    folder: '.build/renderer',
    step: outDir => ({ command: 'astro', args: ['build'], env: { OUT_DIR: outDir } }),
  },
  studio: {
    folder: '.build/studio',
    step: outDir => ({ command: 'sanity', args: ['build', outDir, '-y'] }),
  },
}

const generatedTypes = 'src/sanity/sanity.types.ts'

/** The schema that the types are generated from; `sanity.cli.ts` names it too. */
const extractedSchema = '.build/schema.json'

/** What is written among the sources. */
const sourceBuilds: Record<string, Step[]> = {
  typegen: [
    { command: 'sanity', args: ['schemas', 'extract', '--force', '--path', extractedSchema] },
    { command: 'sanity', args: ['typegen', 'generate'] },
  ],
}

/** The names that `runBuild` takes. */
const buildNames: readonly string[] = [...Object.keys(folderBuilds), ...Object.keys(sourceBuilds)]

interface BuildOptions {
  /** Takes each warning of the tools. */
  onWarning?(line: string): void
  /** Ends what is running. */
  signal?: AbortSignal
}

/**
 * Builds one of `buildNames` in the repository at `root`.
 * @returns what was made, from `root`.
 * @throws Error with the whole output of the command that failed.
 */
export async function runBuild(name: string, root: string, options: BuildOptions = {}): Promise<string> {
  const folderBuild = folderBuilds[name]
  if (folderBuild) {
    const { folder, step } = folderBuild
    await replaceFolder(join(root, folder), outDir => runStep(step(outDir), root, options))
    return folder
  }
  await mkdir(join(root, dirname(extractedSchema)), { recursive: true })
  for (const step of sourceBuilds[name] ?? []) await runStep(step, root, options)
  return generatedTypes
}

async function runStep(step: Step, root: string, options: BuildOptions): Promise<void> {
  const { command, args, env } = step
  const { onWarning, signal } = options
  const bin = join(root, 'node_modules', '.bin')
  const child = spawn(join(bin, command), args, {
    cwd: root,
    // Its output goes into a pipe, although CI has some tools colour it.
    // Whatever the caller's own: a build for development leaves out the policy of pages.
    env: {
      ...process.env,
      ...quietTools,
      NODE_ENV: 'production',
      // Vitest sets it, and Astro would take it for `import.meta.env.DEV`.
      DEV: undefined,
      NO_COLOR: '1',
      // The bundler's allocator gives back at once what it has freed: the Studio is then built within 1 GB, in the same time.
      MIMALLOC_PURGE_DELAY: '0',
      ...env,
      PATH: `${bin}:${process.env.PATH}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  })
  const output: string[] = []
  createInterface({ input: child.stdout }).on('line', line => output.push(line))
  createInterface({ input: child.stderr }).on('line', line => {
    output.push(line)
    if (line.trim() && !progress.test(line)) onWarning?.(line)
  })
  const [code] = await once(child, 'close')
  if (code === 0) return
  throw new Error(`“${command} ${args.join(' ')}” failed with code ${code}:\n${output.join('\n')}`)
}

/** What the Sanity CLI says of each step, where warnings are said. */
const progress = /^[-✔ℹ] /

async function main(): Promise<void> {
  const [name = ''] = parseArgs({ allowPositionals: true }).positionals
  if (!buildNames.includes(name)) throw new Error(`Name what to build: ${buildNames.join(', ')}.`)
  loadEnvFile(process.cwd())
  const startedAt = performance.now()
  const made = await runBuild(name, process.cwd(), { onWarning: line => console.error(line) })
  console.log(`Built ${made} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}

if (import.meta.main) await runMain(main)
