import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { siteUrl, startTestLake } from '#tests/contract/content-lake-fixture.ts'

/** A Studio's page as Sanity's build writes it, with what it would load from other hosts. */
const page = `<!doctype html><html><head>
<script src="https://core.sanity-cdn.com/bridge.js" async type="module"></script>
<link rel="preconnect" href="https://fonts.example">
<style>@font-face { font-family: Inter; src: url("https://studio-static.sanity.io/Inter.woff2") }</style>
</head><body><script>start()</script><script type="module" src="/static/studio.js"></script></body></html>`

/** Sources of a policy that are not hosts. */
const withoutHost = /^(?:'self'|'none'|'unsafe-inline'|'sha256-[^']+'|data:|blob:)$/

/** A Content Lake with a Studio of one page and one script. */
async function startLakeWithStudio(studioUrl?: string) {
  const lake = await startTestLake({ studioUrl })
  const studioDir = join(lake.dataDir, 'studio')
  await mkdir(join(studioDir, 'static'), { recursive: true })
  await writeFile(join(studioDir, 'index.html'), page)
  await writeFile(join(studioDir, 'static', 'studio.js'), 'start()')
  return lake
}

/** Where staff open the Studio. */
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

test('serves a file of the Studio unchanged, and answers “not found” for a missing one', async () => {
  await using lake = await startLakeWithStudio()
  expect(await (await fetch(`${studioOf(lake)}/static/studio.js`)).text()).toBe('start()')
  for (const path of ['/static/gone.js', '/static/..%2Findex.html', '/favicon.ico'])
    expect((await fetch(studioOf(lake) + path)).status, path).toBe(404)
})

test('the Studio’s page contacts only its host, the site and the preview', async () => {
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
  // No injected script runs.
  const [scripts = ''] = directives.filter(directive => directive.startsWith('script-src'))
  expect(scripts).not.toMatch(/unsafe|\*|https?:/)
})

test('a file of the Studio has the content type of its name, and only the page is HTML', async () => {
  await using lake = await startLakeWithStudio()
  const kinds = {
    'a.js': 'text/javascript; charset=utf-8',
    'a.webp': 'image/webp',
    'a.html': 'application/octet-stream',
  }
  for (const [name, kind] of Object.entries(kinds)) {
    await writeFile(join(lake.dataDir, 'studio', 'static', name), 'x')
    const { headers } = await fetch(`${studioOf(lake)}/static/${name}`)
    expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([kind, 'nosniff'])
  }
})

test('an uploaded file cannot run as the Studio’s script, though it has the same origin', async () => {
  await using lake = await startLakeWithStudio()
  const response = await fetch(studioOf(lake))
  const directives = (response.headers.get('content-security-policy') ?? '').split('; ')
  for (const name of ['script-src', 'worker-src']) {
    const sources = directives.find(directive => directive.startsWith(name))?.split(' ')
    expect(sources).toContain(`localhost:${new URL(lake.url).port}/static/`)
    expect(sources).not.toContain("'self'")
  }
})

test('the Studio’s page has its policy under every host name', async () => {
  await using lake = await startLakeWithStudio()
  for (const path of ['/index.html', '/index.htm', '/index', '/other.html']) {
    const response = await fetch(studioOf(lake) + path)
    expect(response.headers.get('content-security-policy'), path).toContain("default-src 'self'")
    expect(await response.text()).not.toContain('core.sanity-cdn.com')
  }
})

test('a file of the Studio is sent whole for any range, also during a rebuild', async () => {
  await using lake = await startLakeWithStudio()
  const url = `${studioOf(lake)}/static/studio.js`
  for (const range of ['bytes=5-2', 'bytes=2-5', 'bytes=99-']) {
    const response = await fetch(url, { headers: { range } })
    expect([response.status, await response.text()]).toEqual([200, 'start()'])
  }
  const { headers } = await fetch(url)
  const again = await fetch(url, { headers: { 'if-none-match': headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
  expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe('7')
  await rm(join(lake.dataDir, 'studio', 'static', 'studio.js'))
  expect((await fetch(url)).status).toBe(404)
  expect((await fetch(`${studioOf(lake)}/static`)).status).toBe(200)
})

/** Whether an address is the Studio's own host in any protocol, the site or the preview. */
function isOwn(source: string, port: string): boolean {
  if (source === `localhost:${port}/static/`) return true
  const { host, origin } = new URL(source)
  return host.replace(/^local\./, '') === `localhost:${port}` || origin === siteUrl
}

test('leads to the path that the Studio has beside the site, and names it in the page', async () => {
  await using lake = await startLakeWithStudio('https://clinic.example/studio')
  const outside = await fetch(`${studioOf(lake)}/structure?a=1`, { redirect: 'manual' })
  expect([outside.status, outside.headers.get('location')]).toEqual([302, '/studio/structure?a=1'])
  const inside = await fetch(`${studioOf(lake)}/studio/structure`)
  expect(await inside.text()).toContain('<meta name="clinic-studio-path" content="/studio">')
  expect((await fetch(`${studioOf(lake)}/static/studio.js`)).status).toBe(200)
})
