import { expect, test } from 'vitest'
import { article, published, snapshotFrom } from '#tests/fixtures/published.ts'
import { deriveOfEach } from './of-each.ts'
import { type Site, siteAt } from './site.ts'

const now = Temporal.Instant.from('2026-12-01T12:00:00Z')
const ids = Array.from({ length: 300 }, (_, index) => `article-${index}`)

let worked = 0
const titles = deriveOfEach('titlesOfEach', (_, { shown }) => {
  worked += 1
  return shown && 'title' in shown ? [shown.title] : []
})

/** The site with these titles by id, after the one before. */
function siteOf(byId: ReadonlyMap<string, string>, before: Site | null): Site {
  const articles = Array.from(byId, ([id, title]) => article(id, { title, _rev: title }))
  const previous = before ? { previous: before.snapshot } : {}
  return siteAt(snapshotFrom(published({ article: articles }), previous), now, before)
}

/** What is given, after a look at whether it is right, and of how many documents it was worked out again. */
function workOut(site: Site, byId: ReadonlyMap<string, string>): number {
  worked = 0
  const inOrder = [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1))
  expect(titles(site, ['article'])).toEqual(inOrder.map(([, title]) => title))
  return worked
}

test('after an edit, a few documents are looked at again, in whichever order others are edited', () => {
  const byId = new Map(ids.map(id => [id, id]))
  let site = siteOf(byId, null)
  expect(workOut(site, byId)).toBe(ids.length)
  for (const id of ['article-3', 'article-250', 'article-4', 'article-299']) {
    byId.set(id, `${id}, edited`)
    site = siteOf(byId, site)
    expect(workOut(site, byId)).toBeLessThanOrEqual(16)
  }
})

test('documents that come and go are in it, or not', () => {
  const byId = new Map(ids.map(id => [id, id]))
  let site = siteOf(byId, null)
  workOut(site, byId)
  for (const id of ['article-0', 'article-298']) {
    byId.delete(id)
    byId.set(`${id}-new`, `${id}-new`)
    site = siteOf(byId, site)
    workOut(site, byId)
  }
})
