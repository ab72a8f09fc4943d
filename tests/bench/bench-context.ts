import { cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from '#services/start/builds.ts'
import type { Figure } from './report/figures.ts'

/** What every benchmark is given. */
export interface BenchContext {
  /** The root of the repository. */
  root: string
  /** The built renderer, a copy that no other build changes meanwhile. */
  renderer: string
  /** The same renderer under another code version. */
  newCode: string
  /** Clock reading that places the dates of the content. */
  now: Temporal.Instant
  signal: AbortSignal
  /** How often each figure is measured; null leaves it to the benchmark. */
  rounds: number | null
  /** Shows a person that it goes on: not part of the result. */
  report(line: string): void
  /**
   * Makes a folder, which is gone once all benchmarks are over, and not before: for some minutes after thousands of files are
   * removed, ext4 takes up to twenty times as long to make another.
   */
  makeFolder(name: string): Promise<string>
}

/** The tables of one benchmark, and the same as data. */
export interface BenchResult {
  text: string
  data: unknown
  /** Those that `docs/performance.md` keeps. */
  figures?: Figure[]
}

/** Builds the renderer if its code has changed, and sets a copy of it aside. */
export async function openContext(
  options: Pick<BenchContext, 'root' | 'signal' | 'rounds' | 'now' | 'report'>,
): Promise<AsyncDisposable & BenchContext> {
  const { root, signal, report } = options
  await using stack = new AsyncDisposableStack()
  await buildIfStale('renderer', { root, env: process.env, signal, report })
  // Below .build, so that they find the packages of the repository.
  await mkdir(join(root, '.build'), { recursive: true })
  async function copyRenderer(): Promise<string> {
    const copy = await mkdtemp(join(root, '.build', 'bench-'))
    stack.defer(() => rm(copy, { recursive: true, force: true }))
    await cp(join(root, '.build', 'renderer'), copy, { recursive: true })
    return copy
  }
  const [renderer, newCode] = [await copyRenderer(), await copyRenderer()]
  await changeCodeVersion(newCode)
  const kept = stack.move()
  return {
    ...options,
    renderer: join(renderer, 'entry.mjs'),
    newCode: join(newCode, 'entry.mjs'),
    async makeFolder(name) {
      const folder = await mkdtemp(join(tmpdir(), `bench-${name}-`))
      kept.defer(() => rm(folder, { recursive: true, force: true }))
      return folder
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** Gives a built renderer another code version, as a change of pages that shows nowhere would: it reads content alike. */
async function changeCodeVersion(folder: string): Promise<void> {
  const entry = await readFile(join(folder, 'entry.mjs'), 'utf8')
  const version = /\bcodeVersion: "([0-9a-f]{12})"/.exec(entry)?.[1]
  if (version === undefined) throw new Error('The built renderer does not say its code version where it did.')
  for await (const file of glob('**/*.mjs', { cwd: folder })) {
    const code = await readFile(join(folder, file), 'utf8')
    await writeFile(join(folder, file), code.replaceAll(version, 'another-code'))
  }
}
