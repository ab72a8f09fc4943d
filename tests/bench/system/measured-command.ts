import { spawn } from 'node:child_process'
import { watchMemory } from './process-facts.ts'

/** What a command took. */
export interface Taken {
  /** From its start to its end, in milliseconds. */
  wallMs: number
  /** The most that it and what it started held at once, looked at every few milliseconds; null where the system does not tell. */
  peakMb: number | null
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
  using memory = watchMemory(child.pid ?? 0)
  try {
    const code = await promise
    signal.throwIfAborted()
    if (code === 0) return { wallMs, peakMb: memory.peakMb() }
  } finally {
    signal.removeEventListener('abort', kill)
  }
  const lastWords = words.join('').trimEnd().split('\n').slice(-15).join('\n')
  throw new Error(`“${command.join(' ')}” failed:\n${lastWords}`)
}
