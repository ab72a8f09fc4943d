import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from './start-error.ts'

export type PartOptions = {
  /** As people call it: “The Content Lake”. */
  title: string
  /** Program and arguments for Node. */
  command: readonly string[]
  root: string
  env: NodeJS.ProcessEnv
  /** Each line that it prints. */
  onLine(line: string): void
  report(line: string): void
  /** Called when it cannot be kept running. */
  onGivenUp(error: StartError): void
}

/** A process that is kept running. */
export type Part = {
  /** Resolves once it says that it is ready; rejects with its own words when it ends before it ever was. */
  ready: Promise<void>
  stop(): Promise<void>
}

/** Waits before it is started again, in milliseconds. */
const restartDelaysMs = [500, 1000, 2000, 5000, 10_000, 30_000]

/** Restarts, one soon after the other, after which it is no use to go on. */
const maxRestarts = 8

/** After this long without a fault, earlier faults count no more, in milliseconds. */
const soundAfterMs = 60_000

/** What a part may take to stop before it is ended, in milliseconds. */
const stopWithinMs = 4000

/** Starts a part, and starts it again when it crashes after it was ready once. */
export function startPart(options: PartOptions): Part {
  const { title, report, onGivenUp } = options
  const stopping = new AbortController()
  let run = launch(options)
  let faults = 0

  async function keepRunning(): Promise<void> {
    for (;;) {
      const startedAt = performance.now()
      const ended = await run.ended
      if (stopping.signal.aborted) return
      faults = performance.now() - startedAt > soundAfterMs ? 1 : faults + 1
      if (faults > maxRestarts) {
        return onGivenUp(new StartError(`${title} has ended ${faults} times, last with: ${ended}`))
      }
      const delayMs = restartDelaysMs[Math.min(faults, restartDelaysMs.length) - 1] ?? 0
      report(`${title} has ended unasked (${ended}); starting it again in ${delayMs / 1000} s`)
      // An early end of the wait is the end of everything.
      await wait(delayMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      run = launch(options)
    }
  }

  const unready = run.ended.then(ended => {
    throw new StartError(`${title} cannot start. ${ended}`)
  })
  const ready = Promise.race([run.ready, unready])
  const keeping = ready.then(keepRunning, () => {})

  return {
    ready,
    async stop() {
      stopping.abort()
      await run.stop()
      await keeping
    },
  }
}

/** One run of a part. */
type Run = {
  ready: Promise<void>
  /** How it ended, in words: what it complained of last, if anything. */
  ended: Promise<string>
  stop(): Promise<void>
}

function launch({ command, root, env, onLine }: PartOptions): Run {
  // In a group of its own: Ctrl-C reaches the composer alone, which then stops the parts in order. A part notices the
  // end of its channel, so that none outlives a composer that was killed.
  const child = spawn(process.execPath, command, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const complaints: string[] = []
  listen(child, line => {
    onLine(line)
    const complaint = complaintIn(line)
    if (complaint) complaints.push(complaint)
    if (complaints.length > 20) complaints.shift()
  })
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('close', (code, signal) => {
      resolve(complaints.join('\n').trim() || (signal ? `signal ${signal}` : `exit code ${code}`))
    })
  })
  return {
    ready: new Promise(resolve => {
      child.on('message', message => {
        if (typeof message === 'object' && 'type' in message && message.type === 'ready') resolve()
      })
    }),
    ended,
    async stop() {
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
      await ended
      clearTimeout(force)
    },
  }
}

function listen(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine)
  }
}

/** What of a line tells why a process ended: plain text, or the message of a fatal log line. */
function complaintIn(line: string): string | null {
  const entry = parseLogLine(line)
  if (entry === null) return line
  return entry.level >= 60 ? entry.message : null
}

/** A line of structured log; null for any other line. */
export function parseLogLine(line: string): { level: number; message: string } | null {
  if (!line.startsWith('{')) return null
  try {
    const { level, msg, message } = Object(JSON.parse(line))
    return typeof level === 'number' ? { level, message: String(msg ?? message ?? '') } : null
  } catch {
    return null
  }
}
