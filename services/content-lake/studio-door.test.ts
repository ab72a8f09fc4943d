import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { siteUrl, startTestLake, temporaryFolder } from '../../tests/contract/content-lake-fixture.ts'

/** A Studio's page as Sanity's build writes it, with what it would ask of other hosts. */
const page = `<!doctype html><html><head>
<script src="https://core.sanity-cdn.com/bridge.js" async type="module"></script>
<link rel="preconnect" href="https://fonts.example">
<style>@font-face { font-family: Inter; src: url("https://studio-static.sanity.io/Inter.woff2") }</style>
</head><body><script>start()</script><script type="module" src="/static/studio.js"></script></body></html>`

/** What a policy may name besides a host: what stays with the page itself. */
const withoutHost = /^(?:'self'|'none'|'unsafe-inline'|'sha256-[^']+'|data:|blob:)$/

test('the Studio’s page names nobody but its host, the site and the preview', async () => {
  await using folder = await temporaryFolder()
  const studioDir = join(folder.path, 'studio')
  await mkdir(studioDir)
  await writeFile(join(studioDir, 'index.html'), page)
  await using lake = await startTestLake({ studioDir })
  const { port } = new URL(lake.url)
  const response = await fetch(`http://localhost:${port}/structure`)
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
