import { spawn } from 'node:child_process'
import { type Usage, watchUsage } from './process-facts.ts'

/** What a command took, with what it started. */
export interface Taken extends Usage {
  /** From its start to its end, in milliseconds. */
  wallMs: number
}

/**
 * Runs a command to its end and measures it.
 * @throws Error with its last words when it fails, or when `signal` ends it.
 */
export async function runMeasured(
  command: readonly [string, ...string[]],
  options: { cwd: string; env?: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<Taken> {
  const { cwd, env, signal } = options
  signal.throwIfAborted()
  const [program, ...args] = command
  const startedAtMs = performance.now()
  // In a group of its own, so that what it starts ends with it.
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const words: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      words.push(chunk.toString())
      if (words.length > 100) words.shift()
    })
  }
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  let wallMs = 0
  child.once('error', reject)
  child.once('exit', () => {
    wallMs = performance.now() - startedAtMs
  })
  child.once('close', resolve)
  const kill = () => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  signal.addEventListener('abort', kill, { once: true })
  using watch = watchUsage(child.pid ?? 0)
  try {
    const code = await promise
    signal.throwIfAborted()
    if (code === 0) return { wallMs, ...watch.usage() }
  } finally {
    signal.removeEventListener('abort', kill)
  }
  const lastWords = words.join('').trimEnd().split('\n').slice(-15).join('\n')
  throw new Error(`“${command.join(' ')}” failed:\n${lastWords}`)
}
