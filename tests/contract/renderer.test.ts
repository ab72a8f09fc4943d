import { resolve } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import type { Moment, Renderer, Snapshot } from '#renderer/contract.ts'
import { sampleInstant, startSeedLake } from '../fixtures/seed-lake.ts'
import { startSmallLake } from '../publisher/small-lake.ts'
import { createSmallRenderer } from '../publisher/small-renderer.ts'

/* What the publisher relies on, held by the site's renderer and by the small one that stands in for it in tests alike. */

interface Subject extends AsyncDisposable {
  renderer: Renderer
  client: SanityClient
  /** Publishes another version of one document, and gives its id. */
  edit(): Promise<string>
}

async function startSmallSite(): Promise<Subject> {
  const lake = await startSmallLake([
    { _id: 'a', slug: 'a', title: 'A', html: '<p>First</p>' },
    { _id: 'b', slug: 'b', title: 'B', html: '<p>Second</p>' },
  ])
  return {
    renderer: createSmallRenderer(),
    client: lake.client,
    async edit() {
      return lake.publish({ _id: 'b', slug: 'b', title: 'B', html: '<p>Changed</p>' })._id
    },
    [Symbol.asyncDispose]: () => lake[Symbol.asyncDispose](),
  }
}

async function startSite(): Promise<Subject> {
  const lake = await startSeedLake(sampleInstant, 'all')
  return {
    renderer: await loadRenderer(resolve('.build/renderer/entry.mjs')),
    client: lake.client.withConfig({ perspective: 'published' }),
    async edit() {
      const { _id } = await lake.client.patch('homePage').set({ heading: 'Other words' }).commit()
      return _id
    },
    [Symbol.asyncDispose]: () => lake[Symbol.asyncDispose](),
  }
}

describe.each([
  ['the small renderer', startSmallSite],
  ['the built renderer', startSite],
])('%s', (_, start) => {
  const now = sampleInstant
  const siteUrl = 'https://clinic.example'
  let subject: Subject
  let before: Moment
  let after: Moment
  let edited: string

  beforeAll(async () => {
    subject = await start()
    const { renderer, client } = subject
    before = { snapshot: await renderer.loadSnapshot(client), now }
    edited = await subject.edit()
    after = { snapshot: await renderer.loadSnapshot(client, before.snapshot), now }
  })
  afterAll(() => subject[Symbol.asyncDispose]())

  const render = (path: string, moment: Moment) =>
    subject.renderer.render(path, { ...moment, siteUrl, client: subject.client })
  /** Pictures take seconds to draw, and are named by what they are drawn from. */
  const pages = ({ snapshot }: Moment) =>
    subject.renderer.paths(snapshot, now).filter(path => !subject.renderer.isImmutable(path))
  const find = (snapshot: Snapshot, id: string) => snapshot.documents.find(document => document.id === id)

  test('renders every path that it lists, each once, and answers 404 for any other', async () => {
    const paths = subject.renderer.paths(before.snapshot, now)
    expect(new Set(paths).size).toBe(paths.length)
    for (const path of pages(before)) {
      const { status, body, contentType } = await render(path, before)
      expect([path, status]).toEqual([path, Number(/^\/(4\d\d)\.html$/.exec(path)?.[1] ?? 200)])
      expect([path, body.byteLength > 0, contentType.includes('/')]).toEqual([path, true, true])
    }
    expect((await render('/nothing-is-here/', before)).status).toBe(404)
  })

  test('gives the same bytes for the same content, time and path, from a restored snapshot too', async () => {
    const { renderer } = subject
    const { documents, faults } = before.snapshot
    const { codeVersion, contentVersion } = renderer
    const keptBy = { codeVersion, contentVersion, faults, studioUrl: siteUrl }
    const restored = await renderer.restoreSnapshot(documents, keptBy)
    for (const path of pages(before)) {
      const { body } = await render(path, before)
      const again = await render(path, before)
      const fromRecords = await render(path, { snapshot: restored, now })
      const differing = [again, fromRecords].filter(each => Buffer.compare(each.body, body) !== 0)
      expect([path, differing.length]).toEqual([path, 0])
    }
  })

  test('keeps the records of documents that did not change, and no other', () => {
    const changed = after.snapshot.documents.filter(
      document => find(before.snapshot, document.id) !== document,
    )
    expect(changed.map(({ id }) => id)).toEqual([edited])
  })

  test('names a changed dependency for each file that comes out otherwise', async () => {
    const hasChanged = subject.renderer.changesBetween(before, after)
    const differing: string[] = []
    for (const path of pages(before)) {
      const [old, next] = [await render(path, before), await render(path, after)]
      if (Buffer.compare(old.body, next.body) === 0) continue
      differing.push(path)
      expect([path, old.dependencies.some(hasChanged)]).toEqual([path, true])
    }
    expect(differing).not.toEqual([])
  })

  test('describes a release as its manifest does', async () => {
    const { body } = await render('/release.json', after)
    const described = subject.renderer.describe?.({ ...after, siteUrl })
    expect(described?.release).toMatch(/\d/)
    expect(JSON.parse(new TextDecoder().decode(body))).toMatchObject(Object(described))
  })

  test('lists every published document with its revision', async () => {
    const revisions = await subject.renderer.loadRevisions(subject.client)
    const known = after.snapshot.documents.map(({ id, rev }) => ({ id, rev }))
    expect(revisions.map(({ id, rev }) => ({ id, rev }))).toEqual(expect.arrayContaining(known))
    expect(
      subject.renderer.faults({ ...after, siteUrl }).filter(({ level }) => level === 'heldBack'),
    ).toEqual([])
  })

  test('changes by itself in the future or never', () => {
    const next = subject.renderer.nextChangeAt(after.snapshot, now)
    expect(next === null || Temporal.Instant.compare(next, now) > 0).toBe(true)
  })
})
