import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from './start-error.ts'
import { findDelay } from './until-done.ts'

export type PartOptions = {
  /** As people call it: “The Content Lake”. */
  title: string
  /** Program and arguments for Node. */
  command: readonly string[]
  root: string
  env: NodeJS.ProcessEnv
  /** Whether it is also started again when it has never been ready yet. */
  isPatient: boolean
  /** The longest wait before it is started again, in milliseconds. */
  longestWaitMs?: number
  /** Each line that it prints. */
  onLine(line: string): void
  report(line: string): void
  /** Called each time that it is ready. */
  onReady?(): void
  /** Each run is sent a message once this is fulfilled. */
  goAhead?: Promise<unknown> | undefined
  /** A descriptor of this process that each run gets as its own one number `passedSocket`; null for none. */
  socket?: number | null
}

/** After input, output, errors and the channel. */
export const passedSocket = 4

/** A process that is kept running. */
export type Part = {
  /** Resolves once it says for the first time that it is ready; rejects when it cannot start, unless it is patient. */
  ready: Promise<void>
  stop(): Promise<void>
}

/** Waits before it is started again, in milliseconds; the last one repeats. */
const restartDelaysMs = [500, 1000, 2000, 5000, 10_000, 30_000]

/** Once it has been ready for so long, earlier faults count no more, in milliseconds. */
const soundAfterMs = 60_000

/** What a part may take to stop before it is ended, in milliseconds. */
const stopWithinMs = 4000

/** Starts a part, and starts it again each time that it ends, for ever. Nothing else depends on how it fares. */
export function startPart(options: PartOptions): Part {
  const { title, report, longestWaitMs = Number.POSITIVE_INFINITY } = options
  const delaysMs = restartDelaysMs.filter(delayMs => delayMs <= longestWaitMs)
  const stopping = new AbortController()
  const ready = Promise.withResolvers<void>()
  // Not everybody waits for it.
  ready.promise.catch(() => {})
  let wasEverReady = false
  let run = launch(options)

  async function keepRunning(): Promise<void> {
    let faults = 0
    let fault = ''
    for (;;) {
      const readyAt = await settle(run)
      const ended = await run.ended
      if (stopping.signal.aborted) return
      if (!wasEverReady && !options.isPatient) {
        return ready.reject(new StartError(`${title} cannot start. ${ended}`))
      }
      const isSound = readyAt !== null && performance.now() - readyAt > soundAfterMs
      faults = isSound ? 1 : faults + 1
      const delayMs = findDelay(delaysMs, faults)
      const what = readyAt === null ? 'cannot start' : 'has ended unasked'
      const why = ended === fault ? 'as before' : ended
      fault = ended
      report(`${title} ${what} (${why}); starting it again in ${delayMs / 1000} s`)
      // An early end of the wait is the end of everything.
      await wait(delayMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      run = launch(options)
    }
  }

  /** When a run became ready; null once it has ended without. */
  async function settle({ ready: runReady, ended }: Run): Promise<number | null> {
    const isReady = await Promise.race([runReady.then(() => true), ended.then(() => false)])
    if (!isReady) return null
    wasEverReady = true
    ready.resolve()
    options.onReady?.()
    return performance.now()
  }

  const keeping = keepRunning()
  return {
    ready: ready.promise,
    async stop() {
      stopping.abort()
      ready.reject(new StartError(`${title} was stopped.`))
      await run.stop()
      await keeping
    },
  }
}

/** One run of a part. */
export type Run = {
  ready: Promise<void>
  /** How it ended, in words: what it complained of last, if anything. */
  ended: Promise<string>
  stop(): Promise<void>
}

/** Starts a program that ends when this process does; `stop` asks it to end, and ends it where it does not. */
export function launch({
  command,
  root,
  env,
  onLine,
  goAhead,
  socket = null,
}: Pick<PartOptions, 'command' | 'root' | 'env' | 'onLine' | 'goAhead' | 'socket'>): Run {
  // In a group of its own: Ctrl-C reaches the composer alone, which then stops the parts in order. A part notices the
  // end of its channel, so that none outlives a composer that was killed.
  const child = spawn(process.execPath, command, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', ...(socket === null ? [] : [socket])],
  })
  void goAhead?.then(
    () => child.connected && child.send({ type: 'go ahead' }),
    // The start is over.
    () => {},
  )
  const complaints: string[] = []
  listen(child, line => {
    onLine(line)
    const complaint = complaintIn(line)
    if (complaint) complaints.push(complaint)
    if (complaints.length > 20) complaints.shift()
  })
  const ended = new Promise<string>(resolve => {
    // A signal that does not reach a running program is such an error as well.
    child.on('error', error => void (child.pid === undefined && resolve(error.message)))
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

/** The level of a log line from which on it says why a program ends. */
export const lastWordsLevel = 60

/** What of a line tells why a process ended: plain text, or the message of a fatal log line. */
function complaintIn(line: string): string | null {
  const entry = parseLogLine(line)
  if (entry === null) return line
  return entry.level >= lastWordsLevel ? entry.message : null
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
