import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { exportLive } from '../fixtures/stored-releases.ts'
import { type Answer, ask } from '../publisher/test-publisher.ts'
import { answerAt, readingPaths } from './editions.ts'
import { editionIn, readPageFacts } from './page-facts.ts'

/** What a walk through the whole site found. */
export type WholeSite = {
  /** The newest edition that a page was of. */
  newest: number
  pages: number
  files: number
}

/**
 * Asks for every page of the site, and for every file that a page names. `bodies` keeps what each page held in each
 * edition, from one walk to the next.
 * @throws Error if anything is not answered, is not whole, is older than what was seen before it, or differs from what
 * the same edition said earlier.
 */
export async function readWholeSite(
  siteUrl: string,
  bodies: Map<string, string>,
  seenBefore: number,
): Promise<WholeSite> {
  const assets = new Set<string>()
  let newest = seenBefore
  const paths = new Set([...(await readSitemap(siteUrl)), ...readingPaths, '/nothing-here/'])
  for (const path of paths) {
    const answer = await askWhole(siteUrl, path)
    if (answer.status === 301) continue
    const facts = readPageFacts(answer.text)
    const { edition } = facts
    newest = notOlder(path, edition, newest)
    const expected = path === '/nothing-here/' ? 404 : answerAt(path, edition).status
    if (answer.status !== expected) {
      throw new Error(`${path} answered ${answer.status} in edition ${edition}, not ${expected}.`)
    }
    checkSame(bodies, `${path} in edition ${edition}`, answer.body)
    for (const asset of facts.assets) assets.add(asset)
  }
  for (const asset of assets) {
    const answer = await askWhole(siteUrl, asset)
    if (answer.status !== 200) throw new Error(`${asset} answered ${answer.status}.`)
    const edition = editionIn(answer.text)
    if (edition !== null) newest = notOlder(asset, edition, newest)
    checkSame(bodies, `${asset} in edition ${edition}`, answer.body)
  }
  return { newest, pages: paths.size, files: assets.size }
}

/** The edition, unless a newer one was seen before. */
function notOlder(path: string, edition: number, newest: number): number {
  if (edition < newest) throw new Error(`${path} is of edition ${edition}; ${newest} was live before it.`)
  return edition
}

async function readSitemap(siteUrl: string): Promise<string[]> {
  const { text } = await askWhole(siteUrl, '/sitemap.xml')
  const paths = Array.from(text.matchAll(/<loc>([^<]+)<\/loc>/g), ([, url = '']) => new URL(url).pathname)
  if (!paths.includes('/')) throw new Error(`The sitemap does not name the home page: ${text.slice(0, 200)}`)
  return paths.filter(path => !readingPaths.includes(path))
}

async function askWhole(siteUrl: string, path: string): Promise<Answer> {
  const answer = await ask(siteUrl, path)
  if (answer.status >= 500) throw new Error(`${path} answered ${answer.status}.`)
  const length = answer.headers['content-length']
  if (length !== undefined && Number(length) !== answer.body.byteLength) {
    throw new Error(`${path} announced ${length} bytes and sent ${answer.body.byteLength}.`)
  }
  return answer
}

function checkSame(bodies: Map<string, string>, what: string, body: Buffer): void {
  const hash = createHash('sha256').update(body).digest('base64')
  if ((bodies.get(what) ?? hash) !== hash) throw new Error(`${what} is not what it was before.`)
  bodies.set(what, hash)
}

/** The hash of every file of the live release, by its name; without the notice, which names the release and its time. */
export async function readLiveFiles(publisherFolder: string): Promise<Record<string, string>> {
  await using live = await exportLive(publisherFolder, { withCompressed: true })
  const root = live.path
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile() && !entry.name.startsWith('release.json'))
    .map(entry => join(entry.parentPath, entry.name))
  const hashes = files.toSorted().map(async file => {
    const hash = createHash('sha256').update(await readFile(file))
    return [relative(root, file), hash.digest('base64')]
  })
  return Object.fromEntries(await Promise.all(hashes))
}
