import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { type Element, walkHtml } from '#publisher/checks/html-walk.ts'
import { findReferences } from '#publisher/checks/references.ts'
import { markupRules } from './markup-rules.ts'
import { expect, Findings, test } from './patients.ts'
import type { SharedSite } from './shared-site.ts'

const validator = new HtmlValidate(markupRules)

/** What a page may weigh as browsers of today are sent it, in bytes. */
const mostBytes = 15_000
const mostScriptBytes = 1024
/** The only page that may fetch a script, which it does without. */
const searchPath = '/search/'

async function get(site: SharedSite, path: string): Promise<string> {
  return (await fetch(site.url + path)).text()
}

function elementsOf(html: string): Element[] {
  const elements: Element[] = []
  walkHtml(html, { element: element => elements.push(element), code() {}, comment() {} })
  return elements
}

test('every page is valid HTML', async ({ site }) => {
  const found = new Findings()
  for (const { path, kind } of site.pages) {
    const { results } = await validator.validateString(await get(site, path), path)
    found.add(kind, ...results.flatMap(({ messages }) => messages.map(({ message }) => `${path} ${message}`)))
  }
  expect(found.list()).toEqual([])
})

test('every address that a page or another file names is there, and so is the place on the page that it names', async ({
  site,
}) => {
  const named = await namedAddresses(site)
  const places = new Map<string, ReadonlySet<string> | null>()
  let anchors = 0
  const dead: string[] = []
  for (const [address, from] of named) {
    const { pathname, search, hash } = new URL(address)
    const target = pathname + search
    if (!places.has(target)) {
      const answer = await fetch(site.url + target)
      const ids = elementsOf(await answer.text()).flatMap(element => element.attribute('id') ?? [])
      places.set(target, answer.ok || /^\/4\d\d\.html$/.test(target) ? new Set(ids) : null)
    }
    const ids = places.get(target)
    const id = decodeURIComponent(hash.slice(1))
    if (id) anchors += 1
    if (!ids) dead.push(`${target} is not there, but ${from} leads to it`)
    else if (id && !ids.has(id)) dead.push(`${target} has no place “${id}”, but ${from} leads to it`)
  }
  expect(dead).toEqual([])
  expect(named.size).toBeGreaterThan(200)
  expect(anchors).toBeGreaterThan(50)
})

test('every page keeps to its budget: 15 kB of HTML and CSS, 1 kB of script inside, no script file but for the search', async ({
  site,
}) => {
  const found = new Findings()
  const sizes = new Map<string, number>()
  const sizeOf = async (path: string) => {
    const known = sizes.get(path) ?? (await transferredBytes(site, path))
    sizes.set(path, known)
    return known
  }
  for (const { path, kind } of site.pages) {
    const html = await get(site, path)
    const elements = elementsOf(html)
    const sheets = elements.flatMap(element =>
      isStyleSheet(element) ? (element.attribute('href') ?? []) : [],
    )
    const bytes = await Promise.all([path, ...sheets].map(sizeOf))
    const total = bytes.reduce((sum, size) => sum + size)
    if (total > mostBytes) found.add(kind, `${path} weighs ${total} bytes`)
    const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code).join('')
    if (Buffer.byteLength(inline) > mostScriptBytes)
      found.add(kind, `${path} has ${inline.length} bytes of script`)
    found.add(kind, ...elements.flatMap(element => excessOf(element, path)))
    const eager = elements.filter(element => isEager(element)).length
    if (eager > 1) found.add(kind, `${path} fetches ${eager} pictures at once`)
    expect(sheets.length, path).toBeGreaterThan(0)
  }
  expect(found.list()).toEqual([])
})

function isStyleSheet({ name, attribute }: Element): boolean {
  return name === 'link' && attribute('rel') === 'stylesheet'
}

function isEager({ name, attribute }: Element): boolean {
  return name === 'img' && attribute('loading') !== 'lazy'
}

/** What an element has that no page may have. */
function excessOf({ name, attribute }: Element, path: string): string[] {
  if (name === 'script' && attribute('src') && path !== searchPath) return [`${path} fetches a script`]
  if (/^(iframe|object|embed|video|audio|astro-[a-z-]+)$/.test(name)) return [`${path} has an <${name}>`]
  if (name !== 'img') return []
  return ['width', 'height', 'alt', 'loading']
    .filter(each => attribute(each) === undefined)
    .map(each => `a picture on ${path} has no ${each}`)
}

/** The bytes of a file as a browser gets it: compressed, without headers. */
async function transferredBytes(site: SharedSite, path: string): Promise<number> {
  const answer = await fetch(site.url + path, { headers: { 'accept-encoding': 'br, gzip' } })
  await answer.arrayBuffer()
  const bytes = Number(answer.headers.get('content-length'))
  if (!bytes) throw new Error(`${path} does not say how long it is.`)
  return bytes
}

/** Every address of this site that any file of the release names, with the first file that does. */
async function namedAddresses(site: SharedSite): Promise<Map<string, string>> {
  const named = new Map<string, string>()
  for (const { path, text } of await readTexts(site.release)) {
    const base = site.url + path.replace(/index\.html$/, '')
    const relatives = path.endsWith('.html')
      ? elementsOf(text).flatMap(element => findReferences(element))
      : []
    // The identifiers of things in JSON-LD are no addresses of places.
    const absolute = text.replace(/"@id":\s*"[^"]*"/g, '').match(/https?:\/\/[^\s"'<>()\\]+/g) ?? []
    for (const url of [...relatives.map(({ url }) => url), ...absolute]) {
      const address = URL.parse(url.replaceAll('&amp;', '&'), base)
      if (address?.origin === site.url && !named.has(address.href)) named.set(address.href, path)
    }
  }
  return named
}

async function readTexts(folder: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile() && /\.(html|xml|json|txt|md|ics|webmanifest)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
  return Promise.all(
    files.map(async file => ({ path: `/${relative(folder, file)}`, text: await readFile(file, 'utf8') })),
  )
}
