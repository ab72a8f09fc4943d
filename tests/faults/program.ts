import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { settlePorts } from '#services/start/ports.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import { readToken, writeToken } from '../contract/content-lake-fixture.ts'
import { webhookSecret } from '../publisher/test-publisher.ts'
import { clinicUrl } from './prepared.ts'
import { until } from './site-state.ts'

/** `npm start`, with ports that are known beforehand. */
export type Program = AsyncDisposable & {
  siteUrl: string
  lakeUrl: string
  previewUrl: string
  /** Every line that it printed so far. */
  lines: readonly string[]
  /** Waits until it prints a line that holds the text. */
  untilSaid(text: string): Promise<string>
  /** The process of the Content Lake, which serves the Studio too; null while there is none. */
  findLake(): Promise<number | null>
  /** Stops it as Ctrl-C does, and gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts everything on a data folder; resolves at once. */
export async function startProgram(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Program> {
  const free = { STUDIO_PORT: 0, SITE_PORT: 0, PREVIEW_PORT: 0 }
  const settled = Object.entries(await settlePorts('127.0.0.1', free)).map(([name, port]) => [
    name,
    `${port}`,
  ])
  const ports = { ...Object.fromEntries(settled), ...env }
  const child: ChildProcess = spawn(process.execPath, ['services/start.ts'], {
    env: {
      ...childEnvironment(),
      HOME: process.env.HOME,
      SANITY_API_WRITE_TOKEN: writeToken,
      SANITY_API_READ_TOKEN: readToken,
      SANITY_WEBHOOK_SECRET: webhookSecret,
      SITE_URL: clinicUrl,
      COMPARE_SECONDS: '1',
      DATA_DIR: dataDir,
      ...ports,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', line => lines.push(line))
  }
  const closed = new Promise<number | null>(resolve => child.once('close', resolve))
  async function stop(): Promise<number | null> {
    child.kill('SIGINT')
    return await closed
  }
  return {
    siteUrl: `http://127.0.0.1:${ports.SITE_PORT}`,
    lakeUrl: `http://localhost:${ports.STUDIO_PORT}`,
    previewUrl: `http://127.0.0.1:${ports.PREVIEW_PORT}`,
    lines,
    untilSaid: text =>
      until(async () => lines.find(line => line.includes(text)), {
        withinMs: 60_000,
        everyMs: 20,
        describe: () => `“${text}” in\n${lines.join('\n')}\n`,
      }),
    findLake: () => findChild(child.pid ?? 0, 'services/content-lake/main.ts'),
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
    },
  }
}

async function findChild(parent: number, program: string): Promise<number | null> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args='])
  for (const line of stdout.split('\n')) {
    const [, pid, ppid, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    if (Number(ppid) === parent && args.includes(program)) return Number(pid)
  }
  return null
}
