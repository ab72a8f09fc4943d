import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { unset } from './system.ts'

/** `npm run dev` on a copy of the sources, which a test may edit. */
export interface DevLoop extends AsyncDisposable {
  siteUrl: string
  /** Opens the Studio signed in; it works once. */
  signInUrl: string
  output(): string
  read(path: string): Promise<string>
  /** Replaces `from` in a file of the copy. @throws Error when it is not there. */
  edit(path: string, from: string, to: string): Promise<void>
  /** Ends it as Ctrl-C in its terminal does, and gives the exit code. */
  stop(): Promise<number | null>
}

/** What a fresh checkout does not hold; the packages are linked. */
const left = new Set([
  'node_modules',
  '.git',
  '.astro',
  '.build',
  '.data',
  '.sanity',
  '.env',
  'dist',
  'test-results',
])

/** Resolves once it has printed its addresses. @throws Error with the output when it ends before that. */
export async function startDevLoop(): Promise<DevLoop> {
  const top = process.cwd()
  const { folder, cache } = await makeFolder(top)
  const root = join(folder, 'site')
  await cp(top, root, { recursive: true, filter: path => !left.has(path.slice(top.length + 1)) })
  await linkPackages(join(top, 'node_modules'), join(root, 'node_modules'))
  if (cache) {
    await mkdir(cache, { recursive: true })
    await symlink(cache, join(root, 'node_modules', '.sanity'))
  }
  const child = spawn('npm', ['run', 'dev'], {
    cwd: root,
    env: {
      ...process.env,
      ...unset,
      FORCE_COLOR: undefined,
      NO_COLOR: '1',
      STUDIO_PORT: '0',
      SITE_PORT: '0',
      DATA_DIR: join(folder, 'data'),
    },
    // A terminal sends its signals to a whole group.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const closed = new Promise<number | null>(resolve => child.once('close', resolve))
  const open = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      lines.push(line)
      if (line.includes('Ctrl-C')) open.resolve()
    })
  }
  const output = () => lines.join('\n')
  const stop = async () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGINT')
    return await closed
  }
  const dispose = async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
  const ended = closed.then(async code => {
    throw new Error(`npm run dev ended with code ${code}:\n${output()}`)
  })
  await Promise.race([open.promise, ended])
  ended.catch(() => {})
  const read = (path: string) => readFile(join(root, path), 'utf8')
  const find = (pattern: RegExp) => pattern.exec(output())?.[1] ?? ''
  return {
    siteUrl: find(/Site +(http:\S+)\/$/m),
    signInUrl: find(/Studio +(http:\S+)/),
    output,
    read,
    async edit(path, from, to) {
      const text = await read(path)
      if (!text.includes(from)) throw new Error(`${path} has no “${from}”`)
      await writeFile(join(root, path), text.replace(from, to))
    },
    stop,
    [Symbol.asyncDispose]: dispose,
  }
}

/**
 * The same folder at each run: Vite then finds again what it made of the Studio's packages, which takes as long as all else
 * together. Beside another run, a folder of its own, without that.
 */
async function makeFolder(top: string): Promise<{ folder: string; cache: string | null }> {
  const usual = join(tmpdir(), `clinic-dev-${createHash('sha256').update(top).digest('hex').slice(0, 8)}`)
  try {
    await mkdir(usual)
    return { folder: usual, cache: join(top, '.build', 'dev-packages') }
  } catch {
    return { folder: await mkdtemp(`${usual}-`), cache: null }
  }
}

/** Links each package for itself: what tools keep beside the packages is the developer’s own, who may be at work. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to)
  const kept = ['.bin', '.package-lock.json']
  const names = (await readdir(from)).filter(name => !name.startsWith('.') || kept.includes(name))
  await Promise.all(names.map(name => symlink(join(from, name), join(to, name))))
}
