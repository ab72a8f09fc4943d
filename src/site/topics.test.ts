import { expect, test } from 'vitest'
import { article, published, snapshotFrom } from '#tests/fixtures/published.ts'
import { findTopic } from './article-pages.ts'
import { pagePaths } from './page-paths.ts'
import { siteAt } from './site.ts'
import { listTopics, topicSlug } from './topics.ts'

const now = Temporal.Instant.from('2026-06-01T12:00:00Z')

/** A site of articles with these topics, the first of them the newest. */
function siteOf(...topics: (string[] | null)[]) {
  const articles = topics.map((topics, index) =>
    article(`a${index}`, {
      topics,
      publishedAt: now.subtract({ hours: 24 * index }).toString(),
    }),
  )
  return siteAt(snapshotFrom(published({ article: articles })), now)
}

test('a topic has an address of small letters, digits and hyphens, whatever staff typed', () => {
  expect(topicSlug('  The Brain ')).toBe('the-brain')
  expect(topicSlug('Café & “well-being”')).toBe('cafe-well-being')
  expect(topicSlug('../../etc/passwd')).toBe('etc-passwd')
  expect(topicSlug('?!')).toBe('')
  expect(topicSlug('long words '.repeat(99)).length).toBeLessThanOrEqual(80)
})

test('two spellings with one address are one topic, named as its oldest article names it', () => {
  const site = siteOf(['ketamine', 'Ketamine!'], ['KETAMINE'], ['Ketamine'])
  expect(site.topics).toEqual(['ketamine'])
  expect(findTopic(site, 'ketamine')?.title).toBe('Ketamine')
  expect(site.list('topic ketamine')).toEqual(['a0', 'a1', 'a2'])
})

test('an article names its own topics, each once, in its own spelling', () => {
  const [newest] = siteOf(['TMS', 'Tms', '…', ' The brain'], ['tms']).all('article')
  expect(newest && listTopics(newest)).toEqual([
    { slug: 'tms', path: '/articles/topics/tms/', title: 'TMS' },
    { slug: 'the-brain', path: '/articles/topics/the-brain/', title: 'The brain' },
  ])
})

test('only topics of articles that are out have pages', () => {
  const waiting = article('later', { topics: ['Sleep'], publishedAt: '2026-06-02T12:00:00Z' })
  const snapshot = snapshotFrom(published({ article: [waiting, article('out', { topics: ['Grief'] })] }))
  const topicPaths = (at: Temporal.Instant) =>
    pagePaths(siteAt(snapshot, at)).filter(path => path.startsWith('/articles/topics/'))
  expect(topicPaths(now)).toEqual(['/articles/topics/grief/'])
  expect(topicPaths(now.add({ hours: 24 }))).toEqual(['/articles/topics/grief/', '/articles/topics/sleep/'])
})

test('a topic of many articles has numbered pages, each with an address of its own', () => {
  const paths = pagePaths(siteOf(...Array.from({ length: 36 }, () => ['Sleep'])))
  expect(paths.filter(path => path.startsWith('/articles/topics/'))).toEqual([
    '/articles/topics/sleep/',
    '/articles/topics/sleep/page/1/',
    '/articles/topics/sleep/page/2/',
  ])
})
