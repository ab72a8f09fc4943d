import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { siteUrl, startTestLake } from '../../tests/contract/content-lake-fixture.ts'

/** A Studio's page as Sanity's build writes it, with what it would ask of other hosts. */
const page = `<!doctype html><html><head>
<script src="https://core.sanity-cdn.com/bridge.js" async type="module"></script>
<link rel="preconnect" href="https://fonts.example">
<style>@font-face { font-family: Inter; src: url("https://studio-static.sanity.io/Inter.woff2") }</style>
</head><body><script>start()</script><script type="module" src="/static/studio.js"></script></body></html>`

/** What a policy may name besides a host: what stays with the page itself. */
const withoutHost = /^(?:'self'|'none'|'unsafe-inline'|'sha256-[^']+'|data:|blob:)$/

/** A Content Lake with a Studio of one page and one script. */
async function startLakeWithStudio() {
  const lake = await startTestLake()
  const studioDir = join(lake.dataDir, 'studio')
  await mkdir(join(studioDir, 'static'), { recursive: true })
  await writeFile(join(studioDir, 'index.html'), page)
  await writeFile(join(studioDir, 'static', 'studio.js'), 'start()')
  return lake
}

/** Where staff open the Studio: by its one name. */
function studioOf({ url }: { url: string }): string {
  return `http://localhost:${new URL(url).port}`
}

test.each([
  '/',
  '/structure/siteSettings',
  '/structure/siteSettings%2Cpath%3DopeningHours%255B1%255D.closes',
  '/intent/edit/id=siteSettings;type=siteSettings;path=openingHours%5B1%5D.closes',
  '/intent/edit/id=imported.article;type=article/',
  '/preview/article/imported.article',
])('the Studio’s page answers at %s, where staff may reload it', async path => {
  await using lake = await startLakeWithStudio()
  const response = await fetch(studioOf(lake) + path)
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('/static/studio.js')
})

test('a file of the Studio is answered as it is, and one that is not there with “not found”', async () => {
  await using lake = await startLakeWithStudio()
  expect(await (await fetch(`${studioOf(lake)}/static/studio.js`)).text()).toBe('start()')
  for (const path of ['/static/gone.js', '/static/..%2Findex.html', '/favicon.ico'])
    expect((await fetch(studioOf(lake) + path)).status, path).toBe(404)
})

test('the Studio’s page names nobody but its host, the site and the preview', async () => {
  await using lake = await startLakeWithStudio()
  const { port } = new URL(lake.url)
  const response = await fetch(`${studioOf(lake)}/structure`)
  const html = await response.text()

  const named = [...html.matchAll(/https?:\/\/[^"'\s)<]+/g)].map(([url]) => new URL(url).origin)
  expect(named.filter(origin => !isOwn(origin, port))).toEqual([])

  const directives = (response.headers.get('content-security-policy') ?? '').split('; ')
  expect(directives).toContain("default-src 'self'")
  const sources = directives.flatMap(directive => directive.split(' ').slice(1))
  expect(sources.filter(source => !withoutHost.test(source) && !isOwn(source, port))).toEqual([])
  // Any script that a text could smuggle in stays unread.
  const [scripts = ''] = directives.filter(directive => directive.startsWith('script-src'))
  expect(scripts).not.toMatch(/unsafe|\*|https?:/)
})

/** Whether an address is this Studio's own host, in whatever protocol, or the site's, or the preview's beside it. */
function isOwn(source: string, port: string): boolean {
  const { host, origin } = new URL(source)
  return host.replace(/^local\./, '') === `localhost:${port}` || origin === siteUrl
}
