import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeAll, expect, test } from 'vitest'
import { type BuildName, buildIfStale } from '#services/start/builds.ts'
import { settlePorts } from '#services/start/ports.ts'
import { seedFile } from '#services/start/seed.ts'
import { parseSeed } from '#studio/seed/parse-seed.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import { heldPort, isInstalled, socketActivate } from '#tests/systemd.ts'
import { startTestLake } from '../contract/content-lake-fixture.ts'
import { copyPreparedFolder } from '../faults/prepared.ts'
import { ask } from './test-publisher.ts'

/* `npm start` itself, with the real parts, where things go wrong. */

beforeAll(async () => {
  const { signal } = new AbortController()
  const build = (name: BuildName) =>
    buildIfStale(name, { root: resolve('.'), env: partEnvironment(), signal, report: () => {} })
  await Promise.all([build('renderer'), build('studio')])
})

function partEnvironment(): NodeJS.ProcessEnv {
  return { ...childEnvironment(), SANITY_STUDIO_PROJECT_ID: 'local', SANITY_STUDIO_DATASET: 'production' }
}

const ownNothing = {
  SANITY_STUDIO_PROJECT_ID: '',
  SANITY_STUDIO_DATASET: '',
  SANITY_API_WRITE_TOKEN: '',
  SANITY_API_READ_TOKEN: '',
  SANITY_WEBHOOK_SECRET: '',
  SITE_URL: '',
  STUDIO_URL: '',
  PREVIEW_URL: '',
  CONTENT_LAKE_URL: '',
  HOST: '',
}

type Start = {
  child: ChildProcess
  lines: string[]
  exit: Promise<number | string | null>
  saw(text: string): Promise<string>
}

/** `port` is one that systemd holds: the system starts when somebody asks there. */
function start(dataDir: string, env: Record<string, string> = {}, port?: number): Start {
  const whole = {
    // Set, if to nothing: what a .env of the developer's own says does not count.
    ...ownNothing,
    ...childEnvironment(),
    STUDIO_PORT: '0',
    SITE_PORT: '0',
    PREVIEW_PORT: '0',
    DATA_DIR: dataDir,
    ...env,
  }
  const program = [process.execPath, 'services/start.ts']
  const [command = '', ...args] =
    port === undefined ? program : [socketActivate, ...heldPort(port, whole, program)]
  const child = spawn(command, args, { env: whole, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const waiting: { text: string; found(line: string): void }[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      lines.push(line)
      for (const { found, text } of waiting) if (line.includes(text)) found(line)
    })
  }
  const exit = new Promise<number | string | null>(done =>
    child.once('close', (code, signal) => done(signal ?? code)),
  )
  return {
    child,
    lines,
    exit,
    saw: text =>
      Promise.race([
        new Promise<string>(found => waiting.push({ text, found })),
        exit.then(code => {
          throw new Error(`It ended with ${code}:\n${lines.join('\n')}`)
        }),
      ]),
  }
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'composed-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

test('makes good an import that was killed in the middle', async () => {
  await using folder = await temporaryFolder()
  const first = start(folder.path)
  await first.saw('Loading the sample content')
  first.child.kill('SIGKILL')
  expect(await first.exit).toBe('SIGKILL')

  const second = start(folder.path)
  await second.saw('Loaded ')
  second.child.kill('SIGTERM')
  expect(await second.exit).toBe(0)
  const sample = (await readFile(join(folder.path, 'sample-content.mark'), 'utf8')).trim()
  expect(sample).toBe('loaded')
  const wanted = parseSeed(await readFile(seedFile, 'utf8'), Temporal.Now.instant()).map(({ _id }) => _id)
  await using lake = await startTestLake({ dataDir: join(folder.path, 'content-lake') })
  const found = await lake
    .client()
    .fetch<string[]>('*[!(_id in path("_.**")) && !(_type match "sanity.*")]._id')
  expect(found.toSorted()).toEqual(wanted.toSorted())
})

test('publishes and serves while nothing answers at the public names, leaves no process behind when it is killed, and starts again at a port that systemd holds', async () => {
  await using folder = await temporaryFolder()
  await copyPreparedFolder(folder.path)
  // Names that lead nowhere, as before a proxy is up.
  const names = {
    SITE_URL: 'https://clinic.invalid',
    STUDIO_URL: 'https://clinic.invalid/studio',
    PREVIEW_URL: 'https://clinic.invalid:8443',
  }
  const free = await settlePorts('127.0.0.1', { SITE_PORT: 0, STUDIO_PORT: 0 })
  const ports = Object.fromEntries(Object.entries(free).map(([name, port]) => [name, String(port)]))
  const system = start(folder.path, { ...names, ...ports })
  await system.saw('Ctrl-C stops everything')
  const site = `http://127.0.0.1:${free.SITE_PORT}`
  await expect.poll(async () => (await ask(site, '/')).text).toContain('https://clinic.invalid/')
  const policy = (await ask(site, '/')).headers['content-security-policy']
  expect(policy).toContain("frame-ancestors 'self' https://clinic.invalid")
  expect(JSON.parse((await ask(site, '/healthz')).text).status).toBe('ok')
  expect(await readFile(join(folder.path, 'links.txt'), 'utf8')).toContain(
    'https://clinic.invalid/studio/#sid=',
  )
  const studio = `http://127.0.0.1:${free.STUDIO_PORT}`
  expect(await answers(studio)).toBe(true)
  system.child.kill('SIGKILL')
  expect(await system.exit).toBe('SIGKILL')
  await expect.poll(() => answers(site)).toBe(false)
  await expect.poll(() => answers(studio)).toBe(false)

  if (!(await isInstalled(socketActivate))) return
  const again = start(folder.path, { ...names, ...ports }, free.SITE_PORT)
  await again.saw('Listening on')
  expect((await ask(site, '/')).status).toBe(200)
  again.child.kill('SIGTERM')
  expect(await again.exit).toBe(0)
})

test('says what to do about a damaged data folder, and changes nothing in it', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'content-lake'))
  const file = join(folder.path, 'content-lake', 'content-lake.sqlite')
  await writeFile(file, 'this is no database, and somebody may still want it')

  const broken = start(folder.path)

  expect(await broken.exit).toBe(1)
  expect(broken.lines.join('\n')).toContain('The Content Lake cannot start.')
  expect(broken.lines.join('\n')).toContain(file)
  expect(await readFile(file, 'utf8')).toBe('this is no database, and somebody may still want it')
})

test('stops while it is still starting', async () => {
  await using folder = await temporaryFolder()
  const early = start(folder.path)
  await early.saw('Loading the sample content')
  early.child.kill('SIGTERM')
  expect(await early.exit).toBe(0)
})

async function answers(origin: string): Promise<boolean> {
  return await ask(origin, '/').then(
    () => true,
    () => false,
  )
}
