import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
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
  /** Clock reading that places the dates of the content. */
  now: Temporal.Instant
  signal: AbortSignal
  /** How often each figure is measured; null leaves it to the benchmark. */
  rounds: number | null
  /** Shows a person that it goes on: not part of the result. */
  report(line: string): void
  /** A new folder, gone when the benchmark is over. */
  makeFolder(name: string): Promise<AsyncDisposable & { path: string }>
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
  // Below .build, so that it finds the packages of the repository.
  await mkdir(join(root, '.build'), { recursive: true })
  const copy = await mkdtemp(join(root, '.build', 'bench-'))
  stack.defer(() => rm(copy, { recursive: true, force: true }))
  await cp(join(root, '.build', 'renderer'), copy, { recursive: true })
  const kept = stack.move()
  return {
    ...options,
    renderer: join(copy, 'entry.mjs'),
    async makeFolder(name) {
      const path = await mkdtemp(join(tmpdir(), `bench-${name}-`))
      return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
