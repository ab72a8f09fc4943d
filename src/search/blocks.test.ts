import { expect, test } from 'vitest'
import type { Snapshot } from '#sanity/snapshot.ts'
import { createChangeTest } from '#selectors/find-changed.ts'
import { pagePaths } from '#site/page-paths.ts'
import { siteAt, toPath } from '#site/site.ts'
import {
  article,
  page,
  paragraph,
  person,
  published,
  service,
  snapshotFrom,
} from '#tests/fixtures/published.ts'
import { english } from '#words/english.ts'
import { blockPath } from './block-format.ts'
import { blockNames, findBlock, withBlocks } from './blocks.ts'
import { createSearchIndex } from './find.ts'
import { makeBlock } from './make-block.ts'

const now = Temporal.Instant.from('2026-06-01T12:00:00Z')

/** The oldest is number 0. */
function articlesUpTo(count: number, fields: (index: number) => Record<string, unknown> = () => ({})) {
  return Array.from({ length: count }, (_, index) =>
    article(`a${index}`, {
      publishedAt: now.subtract({ hours: 24 * (count - index) }).toString(),
      ...fields(index),
    }),
  )
}

function siteOf(articles: unknown[], at = now, previous?: Snapshot) {
  return siteAt(snapshotFrom(published({ article: articles }), { previous }), at)
}

function idsIn(site: ReturnType<typeof siteOf>, name: string) {
  return findBlock(site, name)?.map(({ id }) => id)
}

test('blocks come in the order in which they serve best: all else, then articles, the newest first', () => {
  expect(blockNames(siteOf(articlesUpTo(70)))).toEqual(['site-1', 'articles-3', 'articles-2', 'articles-1'])
  expect(blockNames(siteOf([]))).toEqual(['site-1'])
})

test('a new article changes the last block alone', () => {
  const before = siteOf(articlesUpTo(40))
  const after = siteOf([...articlesUpTo(40), article('new', { publishedAt: now.toString() })])
  expect(idsIn(after, 'articles-1')).toEqual(idsIn(before, 'articles-1'))
  expect(idsIn(after, 'articles-2')).toEqual([...(idsIn(before, 'articles-2') ?? []), 'new'])
})

test('an edit re-renders one block', () => {
  const before = siteOf(articlesUpTo(70))
  const edited = articlesUpTo(70, index =>
    index === 40 ? { _rev: 'rev-2', body: [paragraph('Edited.')] } : {},
  )
  const after = siteOf(edited, now, before.snapshot)
  const hasChanged = createChangeTest(before, after)
  const changed = blockNames(after).filter(name => hasChanged(`searchBlock ${name}`))
  expect(changed).toEqual(['articles-2'])
  expect(hasChanged('searchBlocks')).toBe(false)
})

test('an article is not in the index before its date, nor after it is withdrawn', () => {
  const tomorrow = now.add({ hours: 24 })
  const articles = [article('early'), article('later', { publishedAt: tomorrow.toString() })]
  expect(idsIn(siteOf(articles), 'articles-1')).toEqual(['early'])
  expect(idsIn(siteOf(articles, tomorrow), 'articles-1')).toEqual(['early', 'later'])
  expect(idsIn(siteOf([article('later')], tomorrow), 'articles-1')).toEqual(['later'])
})

test('there is no block of another name', () => {
  for (const name of ['', 'site', 'articles-0', 'articles-2', 'constructor'])
    expect(findBlock(siteOf([article('a')]), name)).toBe(null)
})

test('a block holds what results show of pages, and only the words of their texts', () => {
  const documents = siteAt(
    snapshotFrom(
      published({
        article: [
          article('sleep', {
            title: 'Better sleep',
            summary: 'How to rest.',
            topics: ['Sleep'],
            body: [
              paragraph('At night', { _key: 'h', style: 'h2' }),
              paragraph('Sleeping pills, a pill, and the naïve pillow.', { _key: 'p' }),
            ],
          }),
        ],
      }),
    ),
    now,
  )
  const block = makeBlock(findBlock(documents, 'articles-1') ?? [], english.kinds)
  expect(block.pages).toEqual([
    {
      path: '/articles/sleep/',
      title: 'Better sleep',
      summary: 'How to rest.',
      kind: 'Article',
      sections: [{ id: 'at-night', text: 'At night' }],
      topics: ['Sleep'],
    },
  ])
  expect(block.words).toBe('naive 0\npill 0\npillow 0')
})

test('every kind of page can be found by its text', () => {
  const site = siteAt(
    snapshotFrom(
      published({
        article: [article('a', { body: [paragraph('Zebra.')] })],
        service: [service('s', { body: [paragraph('Zebra.')] })],
        page: [page('p', { body: [paragraph('Zebra.')] })],
        person: [person('ada', { biography: 'Likes zebras.' })],
      }),
    ),
    now,
  )
  const index = createSearchIndex()
  for (const name of blockNames(site)) index.add(makeBlock(findBlock(site, name) ?? [], english.kinds))
  const found = index.find('zebra').hits.map(({ page }) => page.path)
  expect(found.toSorted()).toEqual(['/articles/a/', '/p/', '/services/s/', '/team/#ada'])
})

test('every block comes once, and right after the last page whose words it has', () => {
  const site = siteOf(articlesUpTo(70))
  const pages = pagePaths(site)
  const paths = withBlocks(site, pages)
  const before = (name: string) => paths[paths.indexOf(blockPath(name)) - 1]
  expect(before('articles-1')).toBe(toPath({ _type: 'article', slug: 'a31' }))
  expect(before('articles-3')).toBe(toPath({ _type: 'article', slug: 'a69' }))
  expect(paths.toSorted()).toEqual([...pages, ...blockNames(site).map(blockPath)].toSorted())
})
