import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A running process of the system, or of the benchmark itself. */
export interface PartProcess extends AsyncDisposable {
  pid: number
  /** When it was started, in milliseconds of `performance.now()`. */
  startedAtMs: number
  /** Calls for each line that it prints from now on; returns what ends that. */
  onLine(take: (line: string) => void): () => void
  /** What it printed last, for an error message. */
  lastLines(): string
  /** Resolves, with the address that it answers at, once it says over its channel that it is ready. */
  ready: Promise<string>
  /** Resolves once it is gone. */
  ended: Promise<void>
}

export interface PartCommand {
  title: string
  /** Program and arguments for Node. */
  args: readonly string[]
  root: string
  env: NodeJS.ProcessEnv
}

const keptLines = 40
const stopWithinMs = 10_000

/**
 * Starts a part as `npm start` does: in a group of its own, so that Ctrl-C reaches the benchmark alone, and with a
 * channel by which it notices the benchmark's end, however that comes about.
 */
export function startPart({ title, args, root, env }: PartCommand): PartProcess {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const takers = new Set<(line: string) => void>()
  const last: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', line => {
      last.push(line)
      if (last.length > keptLines) last.shift()
      for (const take of takers) take(line)
    })
  }
  const ended = once(child, 'exit').then(() => {})
  const failed = ended.then(() => {
    throw new Error(`${title} ended before it was ready:\n${last.join('\n')}`)
  })
  const ready = Promise.race([sayingReady(child), failed])
  ready.catch(() => {})

  return {
    pid: child.pid ?? 0,
    startedAtMs,
    ready,
    ended,
    lastLines: () => last.join('\n'),
    onLine(take) {
      takers.add(take)
      return () => takers.delete(take)
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
      await ended
      clearTimeout(force)
    },
  }
}

function sayingReady(child: ChildProcess): Promise<string> {
  return new Promise(resolve => {
    child.on('message', message => {
      if (typeof message === 'object' && 'type' in message && message.type === 'ready') {
        resolve('url' in message ? String(message.url) : '')
      }
    })
  })
}
