import { expect, test } from 'vitest'
import { article, person } from '../fixtures/published.ts'
import { siteUrl, smallSite } from './small-site.ts'
import { childrenOf, parseXml, textOf } from './xml.ts'

/** Articles that came out a day after each other: “a-1” is the oldest. */
function articles(count: number, fields: (number: number) => object = () => ({})) {
  return Array.from({ length: count }, (_, index) =>
    article(`a-${index + 1}`, {
      publishedAt: Temporal.Instant.from('2026-01-01T15:00:00Z')
        .add({ hours: 24 * index })
        .toString(),
      ...fields(index + 1),
    }),
  )
}

async function feedsOf(fields: Record<string, unknown[]>) {
  const site = await smallSite(fields)
  const [rss, json] = [await site.see('/feed.xml'), await site.see('/feed.json')]
  const [channel] = childrenOf(parseXml(rss.text), 'channel')
  if (!channel) throw new Error('The feed has no channel.')
  return { site, rss, json, channel, items: childrenOf(channel, 'item'), data: JSON.parse(json.text) }
}

test('both feeds are files of the release, with the types that readers look for', async () => {
  const { site, rss, json } = await feedsOf({})
  expect(site.paths()).toEqual(expect.arrayContaining(['/feed.xml', '/feed.json']))
  expect(rss.contentType).toBe('application/rss+xml; charset=utf-8')
  expect(json.contentType).toBe('application/feed+json; charset=utf-8')
})

test('feeds hold the newest twenty articles, newest first, with absolute addresses', async () => {
  const { items, data } = await feedsOf({ article: articles(25) })
  const newest = Array.from({ length: 20 }, (_, index) => `${siteUrl}/articles/a-${25 - index}/`)
  expect(items.map(item => textOf(item, 'link'))).toEqual(newest)
  expect(items.map(item => textOf(item, 'guid'))).toEqual(newest)
  expect(data.items.map(({ id }: { id: string }) => id)).toEqual(newest)
})

test('feeds say in which language, by whom and when, and where they are themselves', async () => {
  const { channel, items, data } = await feedsOf({
    article: [article('one', { topics: ['Sleep'], _updatedAt: '2026-03-04T05:06:07Z' })],
  })
  expect(textOf(channel, 'language')).toBe('en-us')
  expect(childrenOf(channel, 'atom:link')[0]?.attributes).toMatchObject({
    href: `${siteUrl}/feed.xml`,
    rel: 'self',
  })
  expect(items.map(item => [textOf(item, 'pubDate'), textOf(item, 'dc:creator')])).toEqual([
    ['Sun, 01 Feb 2026 12:00:00 GMT', 'Ada Example'],
  ])
  expect(textOf(channel, 'lastBuildDate')).toBe('Wed, 04 Mar 2026 05:06:07 GMT')
  expect(data).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    language: 'en-US',
    feed_url: `${siteUrl}/feed.json`,
    items: [
      {
        authors: [{ name: 'Ada Example' }],
        tags: ['Sleep'],
        date_published: '2026-02-01T12:00:00Z',
        date_modified: '2026-03-04T05:06:07Z',
      },
    ],
  })
})

test('an author who is not published is not named', async () => {
  const { rss, json } = await feedsOf({ person: [person('somebody-else', { name: 'Bea' })] })
  expect(rss.text).not.toContain('dc:creator')
  expect(JSON.parse(json.text).items[0].authors).toBeUndefined()
})

test('whatever editors write, the feed stays XML', async () => {
  const title = 'A <b> & "B" ]]> \u0000\u0008\u000B\uFFFF\uD800 \u{1F642} 007'
  const { items, data } = await feedsOf({
    article: [article('one', { title, summary: '</description>\u0007 &amp; more' })],
    person: [person('ada', { name: 'Ada & </dc:creator> <i>' })],
  })
  expect(items.map(item => textOf(item, 'title'))).toEqual(['A <b> & "B" ]]> \u{1F642} 007'])
  expect(items.map(item => textOf(item, 'description'))).toEqual(['</description> &amp; more'])
  expect(items.map(item => textOf(item, 'dc:creator'))).toEqual(['Ada & </dc:creator> <i>'])
  expect(data.items[0].title).toBe('A <b> & "B" ]]> \u{1F642} 007')
})

test('an edit of an article that is not among the newest leaves the feeds as they are', async () => {
  const before = await feedsOf({ article: articles(25) })
  const edit = (edited: number) =>
    articles(25, number =>
      number === edited ? { summary: 'Edited.', _updatedAt: '2026-11-01T00:00:00Z' } : {},
    )
  const older = await feedsOf({ article: edit(5) })
  expect([older.rss.text, older.json.text]).toEqual([before.rss.text, before.json.text])
  const newer = await feedsOf({ article: edit(6) })
  expect(newer.rss.text).not.toBe(before.rss.text)
})

test('every page names the feeds, and the list of articles shows one', async () => {
  const { site } = await feedsOf({})
  const { text } = await site.see('/articles/')
  expect(text).toContain('rel="alternate" type="application/rss+xml"')
  expect(text).toContain('rel="alternate" type="application/feed+json"')
  expect(text).toMatch(/<a href="\/feed\.xml"[^>]*>Get new articles/)
})
