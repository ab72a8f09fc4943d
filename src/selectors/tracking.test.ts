import { isDeepStrictEqual } from 'node:util'
import { expect, test, vi } from 'vitest'
import { allRenditions } from '#images/renditions.ts'
import { shareImagePaths } from '#og-images/share-cards.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { pagePaths } from '#site/page-paths.ts'
import { Site, siteAt } from '#site/site.ts'
import { sized } from '#tests/faults/size.ts'
import {
  article,
  groupStart,
  page,
  paragraph,
  person,
  published,
  redirect,
  service,
  settings,
  snapshotFrom,
} from '#tests/fixtures/published.ts'
import { createRandom } from '#tests/publisher/random-edits.ts'
import { createChangeTest } from './find-changed.ts'
import * as machineSelectors from './machine-selectors.ts'
import { describeRelease, nextChangeAt } from './release.ts'
import { createSelect, defineSelector, type Selector } from './selector.ts'
import * as selectors from './selectors.ts'

const start = Temporal.Instant.from('2026-06-01T12:00:00Z')
const steps = sized(20, 400)
const random = createRandom(20_261_129)
const pick = <Item>(items: readonly [Item, ...Item[]]): Item => random.pick(items) ?? items[0]
const ids = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'group', 'tms', 'ada', 'bo', 'about'] as const

/** One document, made up again. */
function makeDocument(id: (typeof ids)[number], now: Temporal.Instant) {
  const version = random.below(1e9)
  const fields = { _rev: `rev-${version}`, _updatedAt: now.toString() }
  const ref = () => ({ _ref: pick(ids) })
  switch (id) {
    case 'group':
    case 'tms':
      return service(id, {
        ...fields,
        order: random.below(3),
        isGroup: random.below(2) === 0,
        language: pick(['es', null]),
        translationOf: { _ref: pick(['group', 'tms']) },
      })
    case 'ada':
    case 'bo':
      return person(id, { ...fields, name: `Name ${version}` })
    case 'about':
      return page(id, {
        ...fields,
        kind: pick(['page', 'notice']),
        lastConfirmed: '2026-05-01',
        body: pick([[paragraph('Words.')], [inLanguage('es')], [inLanguage('es'), inLanguage('ar')]]),
      })
    default:
      return article(id, {
        ...fields,
        title: `Title ${version}`,
        slug: pick([id, `${id}-moved`]),
        publishedAt: now.add({ hours: random.below(60) - 50 }).toString(),
        topics: pick([['Sleep'], ['sleep!', 'Grief'], [], null]),
        author: { _ref: 'ada' },
        reviewer: pick([{ _ref: 'bo' }, null]),
        lastReviewed: pick(['2026-05-01', '2026-05-02', null]),
        reviewIntervalMonths: 1,
        related: pick([[ref(), ref()], null]),
        language: pick(['es', 'fr', null]),
        translationOf: pick([ref(), null]),
      })
  }
}

function inLanguage(language: string) {
  return { _key: language, _type: 'languageBlock', language, text: [paragraph('Words.')], showNumber: true }
}

type Documents = Map<string, ReturnType<typeof makeDocument>>

function takeSnapshot(documents: Documents, own: ReturnType<typeof settings>, previous?: Snapshot): Snapshot {
  const ofType = (type: string) => [...documents.values()].filter(({ _type }) => _type === type)
  const announcement = [groupStart('spring', { showFrom: '2026-06-02T00:00:00Z' })]
  const redirects = [redirect('old', { target: { _ref: 'a1' } })]
  const types = {
    article: ofType('article'),
    service: ofType('service'),
    person: ofType('person'),
    page: ofType('page'),
  }
  const answer = published({ ...types, siteSettings: [own], announcement, redirect: redirects })
  return snapshotFrom(answer, previous ? { previous } : {})
}

/** Every value that a page could select. */
function selectAll(site: Site): Map<string, unknown> {
  const all: Selector<unknown>[] = [...Object.values(selectors), ...Object.values(machineSelectors)]
  const moved = ids.flatMap(id => [`/articles/${id}/`, `/articles/${id}-moved/`])
  const paths = [
    ...pagePaths(site),
    ...moved,
    '/articles/old/',
    '/articles/topics/grief/',
    '/calendar/spring.ics',
  ]
  const values = new Map<string, unknown>()
  for (const selector of all.filter(({ name }) => name !== 'release')) {
    for (const key of ['', 'groups', 'site-1', 'articles-1', ...ids, ...paths]) {
      const dependencies = new Set<string>()
      const value = createSelect(site, dependencies)(selector, key)
      for (const dependency of dependencies) values.set(dependency, value)
    }
  }
  return values
}

/** What a release needs of the site as a whole. */
function workOutWhole(site: Site): unknown {
  const { snapshot, now } = site
  const next = nextChangeAt(snapshot, now)?.toString()
  const { documents, faults } = describeRelease(site, 'https://clinic.test')
  return [JSON.parse(documents), faults, next, shareImagePaths(site), [...allRenditions(site)]]
}

vi.stubGlobal('__CODE_VERSION__', 'code')

test('what is known to be unchanged after random edits, and as time passes, is', () => {
  const documents: Documents = new Map(ids.map(id => [id, makeDocument(id, start)]))
  const notices = [{ _ref: 'about' }]
  let own = settings({ notices })
  let now = start
  let before = siteAt(takeSnapshot(documents, own), now)
  const names = [...selectAll(before).keys()].filter(
    name => !name.includes(' ') || ids.some(id => name.endsWith(` ${id}`)),
  )
  /** As pages depend on several values at once. */
  const pages = [...Map.groupBy(names, (_, index) => index % Math.ceil(names.length / 3)).values()]
  let unchanged = 0
  for (let step = 0; step < steps; step += 1) {
    const earlier = selectAll(before)
    if (random.below(3) > 0) now = now.add({ hours: random.below(9) })
    const id = pick(ids)
    if (random.below(4) === 0) documents.delete(id)
    else if (random.below(2) === 0) documents.set(id, makeDocument(id, now))
    if (random.below(20) === 0) own = settings({ _rev: `rev-${step}`, clinicName: `Clinic ${step}`, notices })
    const snapshot = takeSnapshot(documents, own, before.snapshot)
    const after = siteAt(snapshot, now, before)
    const known = Site.findUnchanged(before, after)
    // Made of nothing but the snapshot.
    const freshSite = siteAt({ ...snapshot }, now)
    const fresh = selectAll(freshSite)
    for (const [dependency, value] of earlier) {
      if (!known.has(dependency) || !fresh.has(dependency)) continue
      unchanged += 1
      expect(fresh.get(dependency), `${dependency} at step ${step}`).toEqual(value)
    }
    expect(Object.fromEntries(selectAll(after)), `step ${step}`).toEqual(Object.fromEntries(fresh))
    expect(workOutWhole(after), `step ${step}`).toEqual(workOutWhole(freshSite))
    const hasChanged = createChangeTest(before, after)
    for (const selected of pages) {
      const isOther = selected.some(name => !isDeepStrictEqual(earlier.get(name), fresh.get(name)))
      expect(hasChanged(selected.join('\n')), `${selected} at step ${step}`).toBe(isOther)
    }
    // Now and then a release does not go live, and the next one is made of the site before.
    if (random.below(5) > 0) before = after
    else hasChanged('footer')
  }
  // Most of them, or nothing would be gained.
  expect(unchanged / steps).toBeGreaterThan(300)
})

test('a value that read nothing of what changed is not worked out again', () => {
  let times = 0
  const title = defineSelector('titleOf', (site, id) => {
    times += 1
    const shown = site.find(id)?.shown
    return shown?._type === 'article' ? shown.title : null
  })
  const siteOf = (name: string, before: Site | null) => {
    const articles = [article('one'), article('two', { _rev: name, title: name })]
    const snapshot = snapshotFrom(
      published({ article: articles }),
      before ? { previous: before.snapshot } : {},
    )
    return siteAt(snapshot, start, before)
  }
  const before = siteOf('Two', null)
  for (const id of ['one', 'two']) title.value(before, id)
  const hasChanged = createChangeTest(before, siteOf('Second', before))
  expect(['titleOf one', 'titleOf two'].map(hasChanged)).toEqual([false, true])
  expect(times).toBe(3)
})
