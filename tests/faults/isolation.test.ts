import { once } from 'node:events'
import { rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { createApiClient } from '#sanity/api-client.ts'
import { writeToken } from '../contract/content-lake-fixture.ts'
import { ask } from '../publisher/test-publisher.ts'
import { copyPreparedFolder } from './prepared.ts'
import { temporaryFolder } from './processes.ts'
import { type Program, startProgram } from './program.ts'
import { until } from './site-state.ts'
import { printFigures, quantile, sized } from './size.ts'

/* Whatever becomes of the other parts, patients are answered. */

vi.setConfig({ testTimeout: 300_000 })

/** How often the Content Lake is killed. It is started again later each time. */
const leastKills = sized(2, 12)
/** What health says meanwhile. */
const cutOff = '200 stale false'
/** Between two requests of a patient. */
const pauseMs = sized(100, 0)

async function healthOf(site: Program) {
  const { status, text } = await ask(site.siteUrl, '/healthz')
  return { httpStatus: status, ...Object(JSON.parse(text)) }
}

async function isUp(url: string): Promise<boolean> {
  return await fetch(`${url}/healthz`).then(
    response => response.ok,
    () => false,
  )
}

/** Every page of the site, by the paths of its sitemap, and what each page names of styles and pictures. */
async function readSite({ siteUrl }: Program): Promise<Map<string, Buffer>> {
  const sitemap = (await ask(siteUrl, '/sitemap.xml')).text
  const pages = [...sitemap.matchAll(/<loc>https:\/\/clinic\.example([^<]*)<\/loc>/g)].map(
    ([, path]) => path ?? '',
  )
  const found = new Map<string, Buffer>()
  for (const path of ['/', '/release.json', ...pages]) {
    const { status, body, text } = await ask(siteUrl, path)
    expect(status, path).toBe(200)
    found.set(path, body)
    for (const [, asset = ''] of text.matchAll(/(?:href|src)="(\/(?:_astro|media)\/[^"]+)"/g)) {
      if (!found.has(asset)) found.set(asset, (await ask(siteUrl, asset)).body)
    }
  }
  return found
}

/** Patients who read the whole site again and again; what they were given otherwise than before is kept. */
function startPatients({ siteUrl }: Program, expected: Map<string, Buffer>) {
  const faults: string[] = []
  const times: number[] = []
  let isOver = false
  const reading = Array.from({ length: 4 }, async (_, number) => {
    const paths = [...expected.keys()]
    for (let at = number * 7; !isOver; at += 1) {
      const path = paths[at % paths.length] ?? '/'
      const startedAt = performance.now()
      const answer = await ask(siteUrl, path).catch((error: Error) => error)
      times.push(performance.now() - startedAt)
      await wait(pauseMs)
      if (answer instanceof Error) faults.push(`${path}: ${answer.message}`)
      else if (answer.status !== 200) faults.push(`${path}: ${answer.status}`)
      else if (!answer.body.equals(expected.get(path) ?? Buffer.alloc(0))) faults.push(`${path}: not whole`)
    }
  })
  return {
    faults,
    times,
    async stop() {
      isOver = true
      await Promise.all(reading)
    },
  }
}

test('answers every patient, whole, while Content Lake and Studio are killed again and again, and all come back', async () => {
  await using folder = await temporaryFolder()
  await copyPreparedFolder(folder.path)
  await using program = await startProgram(folder.path)
  await program.untilSaid('what patients see')
  await until(() => isUp(program.lakeUrl), { withinMs: 60_000, describe: () => 'The Content Lake' })
  await until(async () => (await healthOf(program)).status === 'ok', {
    describe: () => 'A site that is well',
  })
  const patients = startPatients(program, await readSite(program))
  const seen = new Set<string>()
  let kills = 0

  // Killed as soon as it is there again, until the publisher has noticed too.
  for (let killed: number | null = null; kills < leastKills || !seen.has(cutOff); kills += 1) {
    killed = await until(
      async () => {
        const { httpStatus, status, contentLake } = await healthOf(program)
        seen.add(`${httpStatus} ${status} ${contentLake?.reachable}`)
        const pid = await program.findLake()
        return pid !== killed && pid
      },
      { everyMs: 100, describe: () => 'The next Content Lake' },
    )
    process.kill(killed, 'SIGKILL')
  }
  await until(() => isUp(program.lakeUrl), {
    withinMs: 60_000,
    everyMs: 50,
    describe: () => 'The Content Lake',
  })
  await until(async () => (await healthOf(program)).contentLake?.reachable, { describe: () => 'The content' })
  await patients.stop()

  printFigures('Content Lake and Studio killed again and again', {
    kills,
    'patients’ requests': patients.times.length,
    failed: patients.faults.length,
    'median ms': quantile(patients.times, 0.5),
    'p99 ms': quantile(patients.times, 0.99),
    'health said': [...seen],
  })
  expect(patients.faults).toEqual([])
  expect(patients.times.length).toBeGreaterThan(0)

  // The system is whole: what staff publish now is live a moment later.
  const client = createApiClient(program.lakeUrl, { token: writeToken })
  await client.patch('homePage').set({ heading: 'Here all the time' }).commit()
  await until(async () => (await ask(program.siteUrl, '/')).text.includes('Here all the time'), {
    describe: () => 'What was published after it',
  })
  expect(await program.stop()).toBe(0)
})

/** A port at which another program listens. */
async function takePort() {
  const server = createServer(socket => void socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    number: String(typeof address === 'object' && address ? address.port : 0),
    [Symbol.asyncDispose]: () => new Promise<void>(resolve => void server.close(() => resolve())),
  }
}

test('serves the last release though the content is damaged and ports are taken, and has the rest once that is mended', async () => {
  await using folder = await temporaryFolder()
  await copyPreparedFolder(folder.path)
  const [content, kept] = [
    join(folder.path, 'content-lake', 'content-lake.sqlite'),
    join(folder.path, 'kept'),
  ]
  await rename(content, kept)
  await writeFile(content, 'This is no database.'.repeat(1000))
  await using studioPort = await takePort()
  await using previewPort = await takePort()

  await using program = await startProgram(folder.path, {
    STUDIO_PORT: studioPort.number,
    PREVIEW_PORT: previewPort.number,
  })
  await program.untilSaid('what patients see')
  const site = await readSite(program)
  expect(site.size).toBeGreaterThan(20)
  await program.untilSaid('content-lake.sqlite is damaged')
  expect(await program.untilSaid('The Content Lake cannot start')).toContain('npm run restore')

  // In one step: the Content Lake tries again and again, and would begin with none.
  await rename(kept, content)
  expect(await program.untilSaid('is taken')).toContain('set STUDIO_PORT to another port')
  await program.untilSaid('Set PREVIEW_PORT to a free one')
  await studioPort[Symbol.asyncDispose]()
  await previewPort[Symbol.asyncDispose]()
  await until(() => isUp(program.lakeUrl), {
    withinMs: 60_000,
    everyMs: 50,
    describe: () => 'The Content Lake',
  })
  await until(async () => (await healthOf(program)).status === 'ok', {
    withinMs: 60_000,
    describe: () => 'A site that is well',
  })
  await program.untilSaid('The preview of drafts is open')
})
