import { type ChildProcess, fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { childEnvironment } from '#tests/child-environment.ts'

/** A part of the project in a process of its own, which is started again when it ends. */
export type ServerProcess = AsyncDisposable & {
  name: string
  /** Null while it starts. */
  pid(): number | null
  /** Resolves once it answers. @throws Error when it does not start. */
  ready(): Promise<void>
  /** How often it ended, and the last that it said each time. */
  ends: readonly string[]
  /** Log lines of level `error` and above, and what was written to standard error. */
  errors: readonly LoggedError[]
}

export type LoggedError = { message: string; url: string; text: string }

const keptLines = 60

/** More memory than any part needs for a small clinic, in megabytes: what asks for more ends the process. */
const heapMb = 700

export async function startServer(
  name: string,
  main: string,
  env: NodeJS.ProcessEnv,
): Promise<ServerProcess> {
  const ends: string[] = []
  const errors: LoggedError[] = []
  let stopped = false
  let running = launch()

  function launch() {
    const child = fork(main, {
      env: { ...childEnvironment(), ...env },
      silent: true,
      execArgv: [`--max-old-space-size=${heapMb}`],
    })
    const lines: string[] = []
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', line => note(line, lines))
    }
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors.push({ message: text.split('\n', 1)[0] ?? '', url: '', text: text.slice(0, 1000) })
    })
    const isReady = new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('close', () => reject(new Error(`${name} did not start:\n${lines.join('\n')}`)))
    })
    isReady.catch(() => {})
    child.once('close', (code, signal) => {
      if (stopped) return
      ends.push(`${signal ?? `exit code ${code}`}\n${lines.join('\n')}`)
      running = launch()
    })
    return { child, isReady }
  }

  function note(line: string, lines: string[]): void {
    const error = readError(line)
    if (error) errors.push(error)
    if (!line.startsWith('{')) lines.push(line.slice(0, 500))
    lines.splice(0, lines.length - keptLines)
  }

  // A server that is busy for good would not notice that nobody is left.
  process.once('exit', () => running.child.kill('SIGKILL'))
  await running.isReady
  return {
    name,
    pid: () => (isAlive(running.child) ? (running.child.pid ?? null) : null),
    ready: () => running.isReady,
    ends,
    errors,
    async [Symbol.asyncDispose]() {
      stopped = true
      const { child } = running
      if (!isAlive(child)) return
      const closed = new Promise(resolve => child.once('close', resolve))
      child.kill('SIGKILL')
      await closed
    },
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

/** A log line that says that something went wrong which was not foreseen. */
function readError(line: string): LoggedError | null {
  if (!line.startsWith('{')) return null
  try {
    const { level, msg, url, path, err, error } = Object(JSON.parse(line))
    if (!(Number(level) >= 50)) return null
    const cause = typeof error === 'string' ? error : [err?.message, err?.stack].filter(Boolean).join('\n')
    return { message: String(msg ?? ''), url: String(url ?? path ?? ''), text: cause.slice(0, 1000) }
  } catch {
    return null
  }
}
