import { startLighthouse } from './lighthouse.ts'
import { expect, Findings, test } from './patients.ts'

/** Those that come out the same on a slow machine; `npm run bench -- lighthouse` has the fourth as well. */
const steady = ['accessibility', 'best-practices', 'seo'] as const

/** What a page that search engines shall not list is rightly marked down for. */
const unlisted = /^seo: (is-crawlable|http-status-code)/

test('Lighthouse gives every kind of page 100 for accessibility, best practices and SEO on a phone', async ({
  site,
}) => {
  test.setTimeout(300_000)
  await using lighthouse = await startLighthouse()
  const found = new Findings()
  // Lighthouse looks at no page that answers 404 or 410, as those for what is not there rightly do.
  for (const { kind, path } of site.kinds.filter(page => !/^\/4\d\d\.html$/.test(page.path))) {
    const html = await (await fetch(site.url + path)).text()
    const isListed = !html.includes('<meta name="robots" content="noindex"')
    const { scores, shortcomings } = await lighthouse.audit(site.url + path, steady)
    found.add(kind, ...shortcomings.filter(each => isListed || !unlisted.test(each)))
    for (const category of steady) {
      if (scores[category] === 100 || (category === 'seo' && !isListed)) continue
      found.add(kind, `${category}: ${scores[category]}`)
    }
  }
  expect(found.list()).toEqual([])
})
