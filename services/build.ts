import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** One step of a build: a command that the packages bring along. */
interface Step {
  command: string
  args: string[]
  env?: Record<string, string>
}

/** What can be built, and from which commands. Each reads code alone, but for `site`, which also reads the content. */
const builds: Record<string, Step[]> = {
  site: [{ command: 'astro', args: ['build'] }],
  renderer: [{ command: 'astro', args: ['build'], env: { BUILD: 'renderer' } }],
  studio: [{ command: 'sanity', args: ['build', '.build/studio', '-y'] }],
  typegen: [
    { command: 'sanity', args: ['schemas', 'extract', '--force', '--path', 'studio/schema.json'] },
    { command: 'sanity', args: ['typegen', 'generate'] },
  ],
}

/** Neither tool may report its use or look for its updates: no process of this project contacts another machine unasked. */
const silence = { ASTRO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_UPDATE_NOTIFIER: '1', CI: 'true' }

/** The names that `runBuild` takes. */
export const buildNames: readonly string[] = Object.keys(builds)

/**
 * Builds one of `buildNames` in the repository at `root`, sending each line of output to `report`.
 * @throws Error with the output of the command that failed.
 */
export async function runBuild(name: string, root: string, report: (line: string) => void): Promise<void> {
  for (const step of builds[name] ?? []) await runStep(step, root, report)
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
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.on('error', reject)
  child.on('close', resolve)
  const code = await promise
  if (code === 0) return
  throw new Error(`“${command} ${args.join(' ')}” failed with code ${code}:\n${output.slice(-40).join('\n')}`)
}

async function main(): Promise<void> {
  const [name = ''] = parseArgs({ allowPositionals: true }).positionals
  if (!buildNames.includes(name)) throw new Error(`Name what to build: ${buildNames.join(', ')}.`)
  try {
    process.loadEnvFile()
  } catch {
    // A missing .env is the usual case: everything then runs on this machine.
  }
  await runBuild(name, process.cwd(), line => console.log(line))
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
