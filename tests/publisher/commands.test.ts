import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { findRequestFolder, toAnswerFile, toRequestFile } from '#publisher/commands/request-file.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import { readFileOf } from '../fixtures/stored-releases.ts'
import { startSmallLake } from './small-lake.ts'
import {
  environment,
  release,
  rollback,
  runHere,
  runScript,
  startPublisherHere,
  startPublisherProcess,
  startScript,
  startSilentLake,
  temporaryFolder,
} from './test-commands.ts'
import { ask } from './test-publisher.ts'

/* The commands: as they are typed, in a process of their own, where that matters; else in this one. */

const groups = { _id: 'groups', title: 'Groups', html: '<p>Monday</p>' }

async function liveName(folder: string): Promise<string> {
  return JSON.parse(await readFileOf(join(folder, 'publisher'), '/release.json')).release
}

test('publishes, goes back and publishes again through the publisher that runs', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups])
  const env = environment(lake, folder.path)
  await using running = await startPublisherProcess(env)
  await expect.poll(async () => (await ask(running.url, '/groups/')).text).toContain('Monday')
  const first = await liveName(folder.path)

  lake.publish({ ...groups, html: '<p>Friday</p>' })
  const published = await runScript('release', [], env)
  expect(published.output).toMatch(
    /Release \S+ is live: 2 pages, \d+ files? rendered again, after \d+\.\d\d s\./,
  )
  expect(published.code).toBe(0)
  expect((await ask(running.url, '/groups/')).text).toContain('Friday')

  const back = await runScript('rollback', [], env)
  expect(back.output).toContain(`The site is back at release ${first} (2 pages), from `)
  expect(back.output).toContain('“npm run release” ends that')
  expect(back.code).toBe(0)
  expect((await ask(running.url, '/groups/')).text).toContain('Monday')
  expect((await runScript('releases', [], env)).output).toMatch(new RegExp(`live, held +${first}`))

  const again = await runHere(release, env)
  expect(again.output).toContain('The rollback no longer holds the site')
  expect(again.code).toBe(0)
  expect((await ask(running.url, '/groups/')).text).toContain('Friday')
})

test('keeps the last good version of a document that is held back when no publisher runs', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups, { _id: 'about', title: 'About us' }])
  const env = environment(lake, folder.path)
  await runHere(release, env)
  lake.publish({ ...groups, title: 'broken' })
  lake.publish({ _id: 'about', title: 'About this clinic' })

  expect((await runHere(release, env)).code).toBe(0)

  const readLive = (path: string) => readFileOf(join(folder.path, 'publisher'), path)
  expect(await readLive('/about/')).toContain('About this clinic')
  expect(await readLive('/groups/')).toContain('Monday')
})

test('publishes and goes back by itself when no publisher runs', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups])
  const env = environment(lake, folder.path)

  const first = await runHere(release, env)
  expect(first.output).toContain('is live: 2 pages')
  expect(first.code).toBe(0)
  const before = await liveName(folder.path)
  lake.publish({ ...groups, html: '<p>Friday</p>' })
  await runHere(release, env)
  expect(await liveName(folder.path)).not.toBe(before)

  // Neither the content nor the code is needed to go back.
  const broken = { ...env, CONTENT_LAKE_URL: 'http://127.0.0.1:1', RENDERER: join(folder.path, 'none.mjs') }
  const back = await runHere(rollback(before), broken)
  expect(back.code).toBe(0)
  expect(await liveName(folder.path)).toBe(before)
  const state = JSON.parse(await readFile(join(folder.path, 'publisher', 'state.json'), 'utf8'))
  expect(state).toMatchObject({ state: 'held', release: before })

  await using running = await startPublisherHere(env)
  expect((await ask(running.url, '/groups/')).text).toContain('Monday')
  expect(JSON.parse((await ask(running.url, '/healthz')).text)).toMatchObject({
    status: 'held',
    held: { release: before },
  })
})

test('says that nothing has changed, and that the site is not live, with the right exit code', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups])
  const env = environment(lake, folder.path)
  await runHere(release, env)

  const same = await runHere(release, env)
  expect(same.output).toMatch(/Nothing has changed: release \S+ is live and up to date/)
  expect(same.code).toBe(0)

  lake.publish({ ...groups, html: '<a href="/nowhere/">Sign up</a>' })
  const refused = await runHere(release, env)
  expect(refused.output).toContain('Not live: the checks stopped the release.')
  expect(refused.output).toContain('/groups/: it refers to /nowhere/, which is not there.')
  expect(refused.output).toContain('Patients still see release')
  expect(refused.code).toBe(1)

  lake.fail(503)
  const unread = await runHere(release, env)
  expect(unread.output).toContain('Not live: the content could not be read.')
  expect(unread.code).toBe(1)
})

test('lets pages vanish on request, once', async () => {
  const many = Array.from({ length: 12 }, (_, number) => ({ _id: `note-${number}`, title: `Note ${number}` }))
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake(many)
  const env = environment(lake, folder.path)
  await using running = await startPublisherHere(env)
  await expect.poll(async () => (await ask(running.url, '/note-3/')).status).toBe(200)
  for (let number = 1; number < 12; number += 1) lake.documents.delete(`note-${number}`)

  const stopped = await runHere(release, env)
  expect(stopped.output).toContain('11 of 15 pages would vanish at once')
  expect(stopped.output).toContain('run “npm run release -- --accept-removal”')
  expect(stopped.code).toBe(1)

  const accepted = await runScript('release', ['--accept-removal'], env)
  expect(accepted.output).toContain('is live: 2 pages')
  expect(accepted.code).toBe(0)
  expect((await ask(running.url, '/note-3/')).status).toBe(404)
})

test('finds settings in .env and secrets in the data folder, as npm start does', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups])
  const { SANITY_API_READ_TOKEN, SANITY_WEBHOOK_SECRET, ...rest } = environment(lake, folder.path)

  const lacking = await runHere(release, rest)
  expect(lacking.output).toMatch(/SANITY_API_READ_TOKEN[\s\S]*SANITY_WEBHOOK_SECRET/)
  expect(lacking.code).toBe(1)

  await writeFile(
    join(folder.path, 'secrets.env'),
    `SANITY_API_READ_TOKEN=${SANITY_API_READ_TOKEN}\nSANITY_WEBHOOK_SECRET="${SANITY_WEBHOOK_SECRET}"\n`,
  )
  expect((await runHere(release, rest)).code).toBe(0)
})

test('a second publisher on the same folder does not start, and names the first', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups])
  const env = environment(lake, folder.path)
  await using _ = await startPublisherHere(env)

  await expect(startPublisherProcess(env)).rejects.toThrow(
    `is in use by the publisher (process ${process.pid}, since`,
  )
})

test('takes a folder back at once from a publisher that was killed', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups])
  const env = environment(lake, folder.path)
  const running = await startPublisherProcess(env)
  running.child.kill('SIGKILL')
  await running.ended

  expect((await runHere(release, env)).code).toBe(0)
})

test('says how a command is used when it is typed wrongly', async () => {
  const { code, output } = await runScript('release', ['--acept-removal'], childEnvironment())
  expect(code).toBe(1)
  expect(output).toContain('npm run release [-- --accept-removal]')
})

test('exports a release as plain files, into an empty folder alone', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups])
  const env = environment(lake, folder.path)
  await runHere(release, env)
  const first = await liveName(folder.path)
  lake.publish({ ...groups, html: '<p>Friday</p>' })
  await runHere(release, env)
  const [site, older] = [join(folder.path, 'site'), join(folder.path, 'older')]

  const exported = await runScript('releases', ['export', site], env)
  expect(exported.output).toContain(`is in ${site}: 2 pages`)
  expect(exported.code).toBe(0)
  expect(await readFile(join(site, 'groups/index.html'), 'utf8')).toContain('Friday')
  expect(await readFile(join(site, '404.html'), 'utf8')).toContain('<!doctype html>')
  expect(JSON.parse(await readFile(join(site, 'redirects.json'), 'utf8'))).toEqual([])
  expect((await readdir(site, { recursive: true })).filter(name => /\.(?:br|gz)$/.test(name))).toEqual([])

  const again = await runScript('releases', ['export', site, '--release', first], env)
  expect(again.output).toContain(`${site} is not empty`)
  expect(again.code).toBe(1)
  expect(await readFile(join(site, 'groups/index.html'), 'utf8')).toContain('Friday')

  expect((await runScript('releases', ['export', older, '--release', 'none'], env)).output).toContain(
    'There is no release none. Those that are kept: ',
  )
  await runScript('releases', ['export', older, '--release', first, '--compressed'], env)
  expect(await readFile(join(older, 'groups/index.html'), 'utf8')).toContain('Monday')
  const packed = await readFile(join(older, 'groups/index.html.br'))
  expect(brotliDecompressSync(packed).toString()).toContain('Monday')
})

test('says that there is no release, and no such release', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake([groups])
  const env = environment(lake, folder.path)

  expect((await runScript('releases', [], env)).output).toContain('There is no release yet.')
  expect((await runHere(rollback(), env)).output).toContain('There is no release before the live one')
  const other = await runHere(rollback('../../etc'), env)
  expect(other.output).toContain('There is no release ../../etc.')
  expect(other.code).toBe(1)
})

test('takes a command that is written while the publisher starts', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSilentLake()
  const env = environment(lake, folder.path)
  const requests = findRequestFolder(join(folder.path, 'publisher'))
  const file = toRequestFile(requests, randomUUID())
  await mkdir(requests, { recursive: true })
  const at = Temporal.Now.instant().add({ hours: 1 }).toString()
  await writeFile(`${file}.new`, JSON.stringify({ at, command: release }))
  const old = toAnswerFile(requests, randomUUID())
  await writeFile(old, '')
  await using _running = await startPublisherProcess(env)
  await expect.poll(() => existsSync(old)).toBe(false)

  await rename(`${file}.new`, file)

  await expect.poll(() => readdir(requests)).toEqual([expect.stringContaining('.answer.json')])
})

test('says that the publisher ended before it was done', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSilentLake()
  const env = environment(lake, folder.path)
  await using running = await startPublisherProcess(env)
  await lake.asked
  let log = ''
  running.child.stdout?.on('data', chunk => {
    log += chunk
  })
  const publish = runHere(release, env)
  await expect.poll(() => log).toContain('was asked for')

  running.child.kill('SIGKILL')

  const { code, output } = await publish
  expect(output).toContain(`The publisher (process ${running.child.pid}) ended before it was done.`)
  expect(code).toBe(1)
})

test('lets no second command work on a folder, names the first, and stops that on Ctrl-C', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startSilentLake()
  const env = environment(lake, folder.path)
  const first = startScript('release', [], env)
  await lake.asked

  const second = await runHere(release, env)
  expect(second.output).toContain(`is in use by “npm run release” (process ${first.child.pid}, since`)
  expect(second.code).toBe(1)

  first.child.kill('SIGINT')
  const { code, output } = await first.done
  expect(output).toContain('Not live: it was stopped before it was done.')
  expect(code).toBe(1)
})
