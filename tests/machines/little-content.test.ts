import { expect, test } from 'vitest'
import { article, groupStart, person, service } from '../fixtures/published.ts'
import { siteUrl, smallSite } from './small-site.ts'

const nothing = { announcement: [], service: [], article: [], person: [] }
const lists = ['/articles/', '/group-therapy/', '/services/', '/team/']

/** What every page and every file for machines links to within the site. */
async function linksOf(site: Awaited<ReturnType<typeof smallSite>>): Promise<Map<string, string>> {
  const links = new Map<string, string>()
  for (const path of site.paths().filter(each => /(?:\/|\.html|\.xml|\.txt|\.json)$/.test(each))) {
    const { text } = await site.see(path)
    const targets = text.matchAll(
      /(?:href="|\]\(|<loc>|"path":")(?:https:\/\/clinic\.example)?(\/[^"#)<?]*)/g,
    )
    for (const [, target = ''] of targets) links.set(target, path)
  }
  return links
}

test('a site with settings and a home page alone has no list without an entry, and nothing leads to one', async () => {
  const site = await smallSite(nothing)
  const paths = site.paths()
  expect(paths).toEqual(expect.arrayContaining(['/', '/contact/', '/search/', '/404.html']))
  expect(paths.filter(path => lists.includes(path))).toEqual([])
  expect(site.closedPaths().toSorted()).toEqual(lists)

  const links = await linksOf(site)
  expect(links.size).toBeGreaterThan(10)
  expect([...links].filter(([target]) => !paths.includes(target))).toEqual([])
  for (const path of lists) expect((await site.see(path)).status).toBe(404)
})

test.each([
  ['/services/', { service: [service('talk', { isGroup: false })] }],
  ['/group-therapy/', { service: [service('circle')] }],
  [
    '/group-therapy/',
    { service: [service('group', { isGroup: false })], announcement: [groupStart('spring')] },
  ],
  ['/articles/', { article: [article('sleep')] }],
  ['/team/', { person: [person('ada')] }],
])('%s is there, in the menu and in the sitemap, with its first entry', async (path, first) => {
  const site = await smallSite({ ...nothing, ...first })
  expect(site.paths()).toContain(path)
  expect(site.closedPaths()).not.toContain(path)
  expect((await site.see('/')).text).toContain(`<a href="${path}"`)
  expect((await site.see('/sitemap.xml')).text).toContain(`<loc>${siteUrl}${path}</loc>`)
})
