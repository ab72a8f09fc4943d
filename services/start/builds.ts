import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildInputs, hashInputs } from '#renderer/input-hash.ts'
import { waitForLock } from '#services/shared/lock.ts'
import { StartError } from './start-error.ts'

export type BuildName = 'studio' | 'renderer'

export type BuildOptions = {
  /** The root of the repository. */
  root: string
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  report(line: string): void
}

type Build = Omit<BuildInputs, 'env'> & { title: string; result: string; takesAbout: string; env: RegExp }

/** What each build reads and makes; how it is made is the business of services/build.ts. */
export const builds: Record<BuildName, Build> = {
  studio: {
    title: 'the Studio',
    sources: [
      'studio',
      'src/domain',
      'src/sanity',
      'src/shared-ui',
      'src/styles',
      'src/words',
      'services/shared/remote-resources.ts',
      'sanity.config.ts',
      'sanity.cli.ts',
      'services/build.ts',
      'package-lock.json',
      'tsconfig.json',
    ],
    ignored: /\.(test|types)\.tsx?$/,
    env: /^SANITY_STUDIO_/,
    result: '.build/studio/index.html',
    takesAbout: '15 s',
  },
  renderer: {
    title: 'the site',
    sources: [
      'src',
      'public',
      'astro.config.mjs',
      'services/build.ts',
      'src/renderer/input-hash.ts',
      'package-lock.json',
      'tsconfig.json',
    ],
    ignored: /\.(test|types)\.tsx?$/,
    env: /^(?!)/,
    result: '.build/renderer/entry.mjs',
    takesAbout: '5 s',
  },
}

/** How often a build that takes long says that it still works, in milliseconds. */
const stillAtItMs = 5000

/**
 * Builds one part, unless it was built from the very same inputs. Two starts at once do not build over each other.
 * @throws StartError with the builder's last words.
 */
export async function buildIfStale(name: BuildName, options: BuildOptions): Promise<void> {
  const { root, signal, report } = options
  // Nothing is written then: the code may belong to somebody else.
  if (await isFresh(name, options)) return
  await mkdir(join(root, '.build'), { recursive: true })
  const lock = await waitForLock(join(root, '.build', `${name}.lock`), signal, () =>
    report(`Another start is building ${builds[name].title}; waiting for it`),
  )
  try {
    if (!(await isFresh(name, options))) await build(name, options)
  } finally {
    lock.release()
  }
}

/** Whether a build was made from the very inputs that are there now. */
export async function isFresh(
  name: BuildName,
  options: Pick<BuildOptions, 'root' | 'env'>,
): Promise<boolean> {
  const { root } = options
  if (!existsSync(join(root, builds[name].result))) return false
  return (await findText(stampFile(root, name))) === (await hashCode(name, options))
}

function stampFile(root: string, name: BuildName): string {
  return join(root, '.build', `${name}.inputs`)
}

async function hashCode(name: BuildName, { root, env }: Pick<BuildOptions, 'root' | 'env'>): Promise<string> {
  const { sources, ignored, env: ownEnv } = builds[name]
  const builtIn = Object.entries(env).filter(([key]) => ownEnv.test(key))
  return await hashInputs(root, { sources, ignored, env: builtIn })
}

async function build(name: BuildName, options: BuildOptions): Promise<void> {
  const { root, env, signal, report } = options
  const { title, takesAbout } = builds[name]
  const stamp = stampFile(root, name)
  const inputs = await hashCode(name, options)
  // Without its stamp, a build that is broken off counts as stale.
  await rm(stamp, { force: true })
  report(`Building ${title} (about ${takesAbout}; only when its code has changed)`)
  const startedAt = performance.now()
  const seconds = () => `${Math.round((performance.now() - startedAt) / 1000)} s`
  const stillAtIt = setInterval(() => report(`Still building ${title} (${seconds()})`), stillAtItMs)
  try {
    await runBuild(name, root, env, signal)
  } finally {
    clearInterval(stillAtIt)
  }
  await writeFile(stamp, inputs)
  report(`Built ${title} in ${seconds()}`)
}

/** In a process group of its own, so that what the build starts ends with it. */
async function runBuild(
  name: BuildName,
  root: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const watch = fileURLToPath(new URL('./end-with-parent.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', watch, 'services/build.ts', name], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const words: string[] = []
  const listen = (chunk: Buffer) => {
    words.push(chunk.toString())
    if (words.length > 500) words.shift()
  }
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  const kill = () => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  signal.addEventListener('abort', kill, { once: true })
  try {
    const [code] = await once(child, 'close')
    signal.throwIfAborted()
    if (code === 0) return
    const lastWords = words.join('').trimEnd().split('\n').slice(-40).join('\n')
    throw new StartError(
      `${builds[name].title} cannot be built:\n\n${lastWords}\n\nCorrect that, then start again. Nothing else was changed.`,
    )
  } finally {
    signal.removeEventListener('abort', kill)
  }
}

async function findText(file: string): Promise<string | null> {
  return await readFile(file, 'utf8').catch(() => null)
}
