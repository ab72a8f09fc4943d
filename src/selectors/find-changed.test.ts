import { expect, test } from 'vitest'
import { siteAt } from '#site/site.ts'
import { article, published, snapshotFrom } from '#tests/fixtures/published.ts'
import { createChangeTest } from './find-changed.ts'
import { createSelect, defineSelector } from './selector.ts'

const now = Temporal.Instant.from('2026-11-23T12:00:00Z')

function siteOf(...titles: string[]) {
  return siteAt(snapshotFrom(published({ article: titles.map(title => article(title, { title })) })), now)
}

test('a selector is registered where it is defined', () => {
  const titles = defineSelector('titles', site => site.all('article').map(({ title }) => title))
  const before = siteOf('one')
  const dependencies = new Set<string>()
  expect(createSelect(before, dependencies)(titles)).toEqual(['one'])
  expect([...dependencies].map(createChangeTest(before, siteOf('one')))).toEqual([false])
  expect([...dependencies].map(createChangeTest(before, siteOf('one', 'two')))).toEqual([true])
})

test('two selectors of one name are refused at once', () => {
  defineSelector('twice', () => 1)
  expect(() => defineSelector('twice', () => 2)).toThrow('Two selectors are called “twice”')
})

test('a page that depends on a selector nobody has loaded is re-rendered', () => {
  const site = siteOf('one')
  expect(createChangeTest(site, site)('notLoaded some key')).toBe(true)
})
