import { expect, test } from 'vitest'
import { pagePaths } from '#site/page-paths.ts'
import { newestOf, type Site, siteAt } from '#site/site.ts'
import { article, published, snapshotFrom } from '#tests/fixtures/published.ts'
import { articlePage, commonTopics } from './article-view.ts'
import { createChangeTest } from './find-changed.ts'

const now = Temporal.Instant.from('2026-06-01T12:00:00Z')

/** `count` articles, the higher numbers the newer; each third one is about sleep, the others about grief. */
function siteOf(count: number, more: readonly object[] = []): Site {
  const articles = Array.from({ length: count }, (_, index) =>
    article(`a${index}`, {
      topics: [index % 3 === 0 ? 'Sleep' : 'Grief'],
      publishedAt: now.subtract({ hours: 1000 - index }).toString(),
    }),
  )
  return siteAt(snapshotFrom(published({ article: [...articles, ...more] })), now)
}

const listPaths = (site: Site) => pagePaths(site).filter(path => /^\/articles\/(page|topics|$)/.test(path))

test('the pages of each list hold all of its articles, each once, newest first', () => {
  const site = siteOf(100)
  const shown = ['/articles/', '/articles/topics/grief/'].map(first => {
    const titles: string[] = []
    for (let path: string | null = first; path; ) {
      const page = articlePage(site, path)
      titles.push(...(page?.articles.map(({ title }) => title) ?? []))
      path = page?.older ?? null
    }
    return titles
  })
  expect(shown).toEqual(
    ['article', 'topic grief'].map(name => newestOf(site, name, 100).map(({ title }) => title)),
  )
})

test('leads from each page to its neighbours and back', () => {
  const site = siteOf(100)
  for (const path of listPaths(site)) {
    const page = articlePage(site, path)
    expect(page?.path).toBe(path)
    if (page?.older) expect(articlePage(site, page.older)?.newer).toBe(path)
    if (page?.newer) expect(articlePage(site, page.newer)?.older).toBe(path)
  }
})

test('knows no page beyond the last one, of an unknown topic, or of an odd number', () => {
  const site = siteOf(30)
  const wrong = ['/articles/page/2/', '/articles/page/0/', '/articles/page/01/', '/articles/page/1.5/']
  const strange = ['/articles/topics/joy/', '/articles/topics/', '/articles/topics/sleep/page/1/', '/']
  expect([...wrong, ...strange].map(path => articlePage(site, path))).toEqual(Array(8).fill(null))
  expect(articlePage(site, '/articles/page/1/')).not.toBeNull()
})

test('a new article changes the first page of all articles and of its own topic, and no other list', () => {
  const before = siteOf(100)
  const newest = article('new', { topics: ['Sleep'], publishedAt: now.toString() })
  const hasChanged = createChangeTest(before, siteOf(100, [newest]))
  const changed = listPaths(before).filter(path => hasChanged(`articles ${path}`))
  expect(changed).toEqual(['/articles/', '/articles/topics/sleep/'])
  expect(hasChanged('topics')).toBe(false)
})

test('lists the topics that most articles have, by their names', () => {
  const rare = Array.from({ length: 30 }, (_, index) => article(`r${index}`, { topics: [`Rare ${index}`] }))
  const titles = commonTopics(siteOf(12, rare)).map(({ title }) => title)
  expect(titles).toHaveLength(24)
  expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b)))
  expect(titles).toEqual(expect.arrayContaining(['Grief', 'Sleep']))
})
