import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { listReleases as describeReleases } from '#publisher/commands/list-releases.ts'
import { locateDatabase } from '#publisher/releases/file-database.ts'
import { computeHash, openFileStore, openStoredFiles } from '#publisher/releases/file-store.ts'
import { temporaryFolder } from '../contract/content-lake-fixture.ts'
import {
  addStoredFile,
  emptyFile,
  exportLive,
  listReleases,
  readFileOf,
  readStoredFiles,
} from '../fixtures/stored-releases.ts'
import { startTestPublisher, type TestPublisher } from './test-publisher.ts'
import { sendCommand } from './test-requests.ts'

/* How releases share files, how files of none are swept, and how an earlier version's folder is taken over. */

const groups = { _id: 'groups', title: 'Groups', html: '<p>Monday</p>' }

async function publish(site: TestPublisher, day: string): Promise<void> {
  site.clock.advance(1000)
  await site.publish({ ...groups, html: `<p>${day}</p>` })
}

function listStoredFiles(folder: string): string[] {
  return readStoredFiles(folder).map(({ name }) => name)
}

test.each(['before', 'during'])(
  'a sweep leaves a file that a release begun %s it takes over, and removes it once no release has it',
  async begun => {
    await using folder = await temporaryFolder()
    const store = openFileStore(folder.path, pino({ level: 'silent' }))
    const body = 'a page of an older release'
    const name = computeHash(body)
    const write = () => {
      const batch = store.begin()
      batch.write(name, body)
      batch.flush()
      return batch
    }
    const list = () => listStoredFiles(folder.path)
    write().end()
    const early = begun === 'before' ? write() : null
    let late: ReturnType<typeof write> | null = null

    await store.sweep(async () => {
      if (begun === 'during') late = write()
      // What is ended now may have missed this look at what is named.
      for (const batch of [early, late]) batch?.end()
      return new Set()
    })
    expect(list()).toContain(name)

    await store.sweep(async () => new Set([name]))
    expect(list()).toContain(name)
    await store.sweep(async () => new Set())
    expect(list()).not.toContain(name)
    await store.close()
  },
)

test('what old releases alone had is removed, whatever is published again and again', async () => {
  await using site = await startTestPublisher([groups], { keepReleases: 2 })
  await site.publisher.whenQuiet()
  const counts: number[] = []
  const days = ['Tuesday', 'Monday', 'Tuesday', 'Wednesday', 'Monday', 'Tuesday']
  for (const day of [...days, ...days]) {
    await publish(site, day)
    counts.push(listStoredFiles(site.folder).length)
    expect((await site.ask('/groups/')).text).toContain(day)
    expect((await site.ask('/groups/', { headers: { 'accept-encoding': 'br' } })).status).toBe(200)
  }
  expect(Math.max(...counts.slice(6))).toBeLessThanOrEqual(Math.max(...counts.slice(0, 6)))
})

test('releases can be listed at any instant, those that go meanwhile being left out', async () => {
  await using site = await startTestPublisher([groups], { keepReleases: 2 })
  await site.publisher.whenQuiet()
  let isPublishing = true
  async function listAllTheWhile() {
    while (isPublishing) {
      const { releases, damaged } = await describeReleases(site.folder, site.clock.now())
      expect(damaged).toEqual([])
      expect(releases.length).toBeGreaterThan(0)
    }
  }
  const listing = Promise.all(Array.from({ length: 4 }, listAllTheWhile))
  const publishing = (async () => {
    for (let number = 0; number < 20; number += 1) await publish(site, `Day ${number}`)
  })()
  await Promise.race([publishing, listing])
  isPublishing = false
  await Promise.all([publishing, listing])
})

test('the next start removes what a crash left: files that no release names', async () => {
  await using site = await startTestPublisher([groups])
  await site.publisher.whenQuiet()
  const before = listStoredFiles(site.folder)
  addStoredFile(site.folder, computeHash('orphan'))

  await site.restart()

  expect(listStoredFiles(site.folder).toSorted()).toEqual(before.toSorted())
})

test('while a release cannot be read, no file is swept: what it has is not known', async () => {
  await using site = await startTestPublisher([groups], { keepReleases: 3 })
  await site.publisher.whenQuiet()
  const [first = ''] = await listReleases(site.folder)
  await publish(site, 'Friday')
  const manifest = join(site.folder, 'manifests', `${first}.json`)
  const text = await readFile(manifest, 'utf8')
  await writeFile(manifest, text.slice(0, 40))

  await site.restart()

  expect(site.logged.join('')).toContain('Old releases could not be removed')
  await writeFile(manifest, text)
  expect(await readFileOf(site.folder, '/groups/', first)).toContain('Monday')
  await sendCommand(site, { command: 'rollback', release: first })
  expect((await site.ask('/groups/')).text).toContain('Monday')
})

test('a file that a power cut emptied is written again, not taken over by its name', async () => {
  await using site = await startTestPublisher([groups], { keepReleases: 5 })
  await site.publisher.whenQuiet()
  await publish(site, 'Tuesday')
  const [first = ''] = await listReleases(site.folder)
  await emptyFile(site.folder, '/groups/', first)

  await publish(site, 'Monday')

  expect((await site.ask('/groups/')).text).toContain('<p>Monday</p>')
})

test('sets a damaged database aside, and makes the site again from the content', async () => {
  await using site = await startTestPublisher([groups])
  await site.publisher.whenQuiet()
  await site.publisher.stop()
  await writeFile(locateDatabase(site.folder), 'no database')

  await site.restart()
  await site.publisher.whenQuiet()

  expect(site.logged.join('')).toContain('It is set aside')
  expect((await site.ask('/groups/')).text).toContain('Monday')
})

test('serves files that an earlier version stored one by one, and removes them once no release has them', async () => {
  await using site = await startTestPublisher([groups], { keepReleases: 1 })
  await site.publisher.whenQuiet()
  await site.publisher.stop()
  const files = join(site.folder, 'files')
  {
    using stored = openStoredFiles(site.folder)
    for (const name of listStoredFiles(site.folder)) {
      await mkdir(join(files, name.slice(0, 2)), { recursive: true })
      await writeFile(join(files, name.slice(0, 2), name), stored.read(name))
    }
  }
  await rm(locateDatabase(site.folder))
  const countFiles = async () =>
    (await readdir(files, { recursive: true, withFileTypes: true })).filter(each => each.isFile()).length
  const before = await countFiles()
  site.lake.fail(503)

  await site.restart()
  expect((await site.ask('/groups/')).text).toContain('Monday')
  expect(await countFiles()).toBe(before)

  site.lake.fail(200)
  for (const day of ['Tuesday', 'Wednesday', 'Thursday']) await publish(site, day)
  expect((await site.ask('/groups/')).text).toContain('Thursday')
  expect(await countFiles()).toBeLessThan(before)
})

/** Fills a publisher's folder as code before decision 0046 left it: two releases, the later one live. */
async function unpackFolders(folder: string): Promise<void> {
  const file = join(import.meta.dirname, '../fixtures/data-folder-1.json')
  const { live, files } = JSON.parse(await readFile(file, 'utf8'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), Buffer.from(String(content), 'base64'))
  }
  const names = (await readdir(join(folder, 'releases'))).toSorted()
  for (const [second, name] of names.entries()) await utimes(join(folder, 'releases', name), second, second)
  await rm(join(folder, 'live'), { force: true })
  await symlink(live, join(folder, 'live'))
}

test('takes over the folders of an earlier version: the live release at once, the older one to go back to', async () => {
  await using site = await startTestPublisher([], {}, async (folder, lake) => {
    await unpackFolders(folder)
    lake.fail(503)
  })
  const day = async () => /Starts on (\w+)/.exec((await site.ask('/groups/')).text)?.[1]
  const headers = { 'accept-encoding': 'br' }

  expect(await day()).toBe('Thursday')
  expect((await site.ask('/groups/', { headers })).headers['content-encoding']).toBe('br')
  expect((await site.ask('/media/a-320.webp')).status).toBe(200)
  await site.restart()
  expect(await day()).toBe('Thursday')
  expect(await sendCommand(site, { command: 'rollback', release: null })).toMatchObject({
    isGood: true,
    text: expect.stringContaining('20270115T120002Z-44d41562'),
  })
  expect(await day()).toBe('Wednesday')
  expect((await readdir(site.folder)).filter(name => /^releases|^\.old/.test(name))).toEqual([])
})

test('takes folders over again after a crash on the way, even if it left a file empty', async () => {
  await using site = await startTestPublisher([], {}, async (folder, lake) => {
    await unpackFolders(folder)
    lake.fail(503)
  })
  const names = await listReleases(site.folder)
  await site.publisher.stop()
  await emptyFile(site.folder, '/groups/')
  await rm(join(site.folder, 'manifests', `${names[1]}.json`))
  await unpackFolders(site.folder)

  await site.restart()

  expect(await listReleases(site.folder)).toEqual(names)
  expect((await site.ask('/groups/')).text).toContain('Starts on Thursday')
})

test('goes on from a release that was taken over without rendering what stays', async () => {
  const paragraphs = '<p>Every Monday at five.</p>'.repeat(30)
  const note = (day: string) => ({
    ...groups,
    html: `<p>Starts on ${day}.</p>${paragraphs}`,
    media: ['a-320.webp'],
  })
  const documents = [note('Monday'), { _id: 'about', title: 'About us' }]
  await using site = await startTestPublisher(documents, {}, async (folder, lake) => {
    await unpackFolders(folder)
    for (const day of ['Tuesday', 'Wednesday', 'Thursday']) lake.publish(note(day))
  })
  site.clock.set('2027-01-15T12:00:04Z')
  await site.publisher.whenQuiet()
  expect(site.renderer.rendered).toEqual([])

  // The journal of the folder knows the keys of its own webhooks.
  await site.hook(site.lake.publish(note('Friday')), { key: 'another' })
  await site.publisher.whenQuiet()

  expect(site.renderer.rendered).not.toContain('/about/')
  await using live = await exportLive(site.folder)
  expect(await readFile(join(live.path, 'groups/index.html'), 'utf8')).toContain('Starts on Friday')
  expect(await readFile(join(live.path, 'about/index.html'), 'utf8')).toContain('About us')
})
