import { expect, test } from 'vitest'
import {
  article,
  groupStart,
  homePage,
  published,
  service,
  settings,
  snapshotFrom,
} from '../fixtures/published.ts'
import { siteUrl, smallSite } from './small-site.ts'
import { childrenOf, parseXml, textOf } from './xml.ts'

/** The addresses of the sitemap with their dates. */
async function sitemapOf(fields: Record<string, unknown[]> = {}) {
  const site = await smallSite(fields)
  const file = await site.see('/sitemap.xml')
  const urls = childrenOf(parseXml(file.text), 'url')
  return { site, file, dates: new Map(urls.map(url => [textOf(url, 'loc'), textOf(url, 'lastmod')])) }
}

test('the sitemap lists every page once, with its address in full', async () => {
  const { site, file, dates } = await sitemapOf({
    article: Array.from({ length: 30 }, (_, index) => article(`a-${index}`, { topics: ['Sleep'] })),
  })
  const pages = site.paths().filter(path => path.endsWith('/'))
  expect(file.contentType).toBe('application/xml')
  expect([...dates.keys()].toSorted()).toEqual(pages.map(path => `${siteUrl}${path}`).toSorted())
})

test('the sitemap gives the date on which each document last changed', async () => {
  const { dates } = await sitemapOf({
    homePage: [homePage({ _updatedAt: '2026-05-06T07:08:09Z' })],
    siteSettings: [settings({ _updatedAt: '2026-06-07T08:09:10Z' })],
    service: [service('group', { _updatedAt: '2026-07-08T09:10:11Z' })],
    announcement: [
      groupStart('spring', { _updatedAt: '2026-08-09T10:11:12Z' }),
      // What else is announced is not on the page of groups.
      groupStart('closed', {
        kind: 'closure',
        service: null,
        message: 'Closed',
        showUntil: '2027-01-01T00:00:00Z',
        _updatedAt: '2026-12-13T14:15:16Z',
      }),
    ],
    article: [
      article('edited', { _updatedAt: '2026-09-10T11:12:13Z' }),
      article('waited', { publishedAt: '2026-10-11T12:13:14Z', _updatedAt: '2026-01-02T03:04:05Z' }),
    ],
  })
  expect(Object.fromEntries(dates)).toMatchObject({
    [`${siteUrl}/`]: '2026-05-06',
    [`${siteUrl}/contact/`]: '2026-06-07',
    [`${siteUrl}/services/group/`]: '2026-07-08',
    [`${siteUrl}/group-therapy/`]: '2026-08-09',
    [`${siteUrl}/articles/edited/`]: '2026-09-10',
    [`${siteUrl}/articles/waited/`]: '2026-10-11',
    [`${siteUrl}/articles/`]: '2026-10-11',
  })
})

test('robots.txt names the sitemap', async () => {
  const site = await smallSite()
  expect((await site.see('/robots.txt')).text).toBe(
    `User-agent: *\nAllow: /\nSitemap: ${siteUrl}/sitemap.xml\n`,
  )
})

test('every page names its own address as the canonical one, numbered lists and topics too', async () => {
  const site = await smallSite({
    article: Array.from({ length: 30 }, (_, index) => article(`a-${index}`, { topics: ['Sleep'] })),
  })
  const pages = site.paths().filter(path => path.endsWith('/'))
  expect(pages).toEqual(expect.arrayContaining(['/articles/page/1/', '/articles/topics/sleep/']))
  for (const path of pages) {
    const { text } = await site.see(path)
    const named = [...text.matchAll(/<link rel="canonical" href="([^"]*)"/g)].map(([, href]) => href)
    const isListed = !text.includes('<meta name="robots" content="noindex"')
    expect(named, path).toEqual(isListed ? [`${siteUrl}${path}`] : [])
  }
  for (const path of ['/404.html', '/410.html'])
    expect((await site.see(path)).text, path).not.toContain('rel="canonical"')
})

test('llms.txt has a name, a summary, help in a crisis, and links to what there is', async () => {
  const site = await smallSite({
    article: Array.from({ length: 60 }, (_, index) => article(`a-${index}`)),
    service: [service('group'), service('tms', { title: 'TMS [new]', isGroup: false })],
  })
  const { text, contentType } = await site.see('/llms.txt')
  expect(contentType).toBe('text/plain; charset=utf-8')
  expect(text).toMatch(/^# Quiet Water Clinic\n\n> Care for depression and anxiety\.\n\n.*988/)
  expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
    'Services',
    'Groups',
    'Articles',
    'Contact',
    'Optional',
  ])
  expect(text).toContain(`- [TMS \\[new\\]](${siteUrl}/services/tms/): We meet.`)
  expect(text.match(/\/services\/group\//g)).toHaveLength(1)
  expect(text.match(/\/articles\/a-/g)).toHaveLength(50)
  const linked = [...text.matchAll(/\]\(https:\/\/clinic\.example(\/[^)]*)\)/g)].map(([, path]) => path)
  for (const path of linked) expect(site.paths()).toContain(path)
})

test('an edit of a text leaves llms.txt, the sitemap of the day and the feeds’ neighbours alone', async () => {
  const day = { _updatedAt: '2026-11-23T09:00:00Z' }
  const [before, after] = [
    await smallSite({ article: [article('ketamine', day)] }),
    await smallSite({
      article: [
        article('ketamine', { ...day, _rev: 'next', _updatedAt: '2026-11-23T10:00:00Z', sources: [] }),
      ],
    }),
  ]
  for (const path of ['/llms.txt', '/sitemap.xml']) {
    expect((await after.see(path)).text, path).toBe((await before.see(path)).text)
  }
})

test('security.txt names where to write, and is good for half a year to a year', async () => {
  for (const now of [
    '2027-01-01T05:00:00Z',
    '2027-07-01T03:59:59Z',
    '2027-07-01T04:00:00Z',
    '2028-01-01T04:59:59Z',
  ]) {
    const site = await smallSite({}, now)
    const { text, contentType } = await site.see('/.well-known/security.txt')
    expect(contentType).toBe('text/plain; charset=utf-8')
    expect(text).toContain(`Contact: ${siteUrl}/contact/\n`)
    expect(text).toContain(`Canonical: ${siteUrl}/.well-known/security.txt\n`)
    const days = (Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? '') - Date.parse(now)) / 86_400_000
    expect(days, now).toBeGreaterThan(170)
    expect(days, now).toBeLessThan(365)
  }
})

test('security.txt is made anew when the half-year turns, by the clock of the clinic', async () => {
  const site = await smallSite({ announcement: [] }, '2027-06-01T00:00:00Z')
  expect(site.nextChangeAt()?.toString()).toBe('2027-07-01T04:00:00Z')
})

test.each([
  ['mailto:security@clinic.example', 'Contact: mailto:security@clinic.example\n'],
  ['https://clinic.example/report/', 'Contact: https://clinic.example/report/\n'],
])('security.txt names the contact of the settings: %s', async (securityContact, line) => {
  const site = await smallSite({ siteSettings: [settings({ securityContact })] })
  expect((await site.see('/.well-known/security.txt')).text).toContain(line)
})

test.each(['security@clinic.example', 'http://clinic.example/', 'mailto:a@b.example\nExpires: never'])(
  'a contact that cannot be one is held back: %s',
  securityContact => {
    const before = snapshotFrom(published())
    const after = snapshotFrom(published({ siteSettings: [settings({ _rev: 'x', securityContact })] }), {
      previous: before,
    })
    expect(after.faults.map(({ field }) => field)).toEqual(['securityContact'])
    expect(after.settings.securityContact).toBeNull()
  },
)
