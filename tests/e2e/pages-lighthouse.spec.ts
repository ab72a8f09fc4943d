import { startLighthouse } from './lighthouse.ts'
import { expect, Findings, test } from './patients.ts'

/** Those that come out the same on a slow machine; `npm run bench -- lighthouse` has the fourth as well. */
const steady = ['accessibility', 'best-practices', 'seo'] as const

/** The page that most patients land on, and the one with most parts; the benchmark looks at every kind. */
const kinds = ['articles/[slug]', 'index']

test('Lighthouse gives an article and the home page 100 for accessibility, best practices and SEO on a phone', {
  tag: '@nightly',
}, async ({ site }) => {
  await using lighthouse = await startLighthouse()
  const found = new Findings()
  const pages = site.looks.filter(({ kind }) => kinds.includes(kind))
  for (const { kind, path } of pages) {
    const { scores, shortcomings } = await lighthouse.audit(site.url + path, steady)
    found.add(kind, ...shortcomings)
    for (const category of steady) {
      if (scores[category] !== 100) found.add(kind, `${category}: ${scores[category]}`)
    }
  }
  expect(found.list()).toEqual([])
  expect(pages).toHaveLength(kinds.length)
})
