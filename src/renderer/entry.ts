import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SanityClient } from '@sanity/client'
import { createApp } from 'astro/app/entrypoint'
import { feeds } from '#feeds/feeds.ts'
import { drawPicture } from '#images/draw-picture.ts'
import { iconPaths } from '#images/icons/icons.ts'
import { allRenditions, usesOf } from '#images/renditions.ts'
import { shareImagePaths } from '#og-images/share-cards.ts'
import type { Fault } from '#sanity/faults.ts'
import { holdBackDocuments } from '#sanity/hold-back.ts'
import type { Issue } from '#sanity/intake.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { blockPath } from '#search/block-format.ts'
import { blockNames } from '#search/blocks.ts'
import { faultsOf } from '#selectors/advice.ts'
import { calendarPaths } from '#selectors/announcement-view.ts'
import { createChangeTest } from '#selectors/find-changed.ts'
import { createSelect } from '#selectors/selector.ts'
import { rendition } from '#selectors/selectors.ts'
import { siteAt } from '#selectors/site.ts'
import { pagePaths } from '#src/routes.ts'

export { loadRevisions, loadSnapshot } from '#sanity/load-snapshot.ts'
export { restoreSnapshot } from '#sanity/snapshot.ts'
export { nextChangeAt } from '#selectors/release.ts'

/** Identifies the code: twelve hexadecimal digits. */
export const codeVersion = __CODE_VERSION__

/** A site at an instant. */
export interface Moment {
  snapshot: Snapshot
  now: Temporal.Instant
}

/** What a page is made of: the same three values make the same bytes. */
export interface PageInput extends Moment {
  /** The origin that patients use, without a slash at its end. */
  siteUrl: string
}

export interface RenderContext extends PageInput {
  /** Fetches the originals of pictures; for those of drafts it must have the right to read them. */
  client: SanityClient
}

/** One finished file of a release. */
export interface Rendered {
  status: number
  contentType: string
  body: Uint8Array
  /** What it was made of: the questions that it asked. Empty for a file that comes with the code. */
  reads: readonly string[]
}

const app = createApp({ streaming: false })

/** Files that depend on the code alone: styles, fonts, icons. The build puts them beside this module. */
const staticFolder = fileURLToPath(new URL('client/', import.meta.url))
const staticPaths: ReadonlySet<string> = new Set(existsSync(staticFolder) ? listFiles(staticFolder) : [])

/** Answers that are no page of their own. */
const otherPaths = [
  '/.well-known/security.txt',
  '/404.html',
  '/410.html',
  ...Object.values(feeds).map(({ path }) => path),
  ...iconPaths,
  '/llms.txt',
  '/redirects.json',
  '/release.json',
  '/robots.txt',
  '/sitemap.xml',
]

/** Every path of the release: pages, pictures, share images, feeds, calendar files, and the files that come with the code. */
export function paths(snapshot: Snapshot, now: Temporal.Instant): string[] {
  const site = siteAt(snapshot, now)
  return [
    ...pagePaths(site),
    ...otherPaths,
    ...calendarPaths(site),
    ...blockNames(site).map(blockPath),
    ...shareImagePaths(site),
    ...allRenditions(snapshot).keys(),
    ...staticPaths,
  ]
}

/**
 * The file at a path. A path that the release does not have answers 404.
 * @throws whatever a page throws: a page that cannot be made must stop its release.
 */
export async function render(path: string, context: RenderContext): Promise<Rendered> {
  if (staticPaths.has(path)) return readStatic(path)
  const { snapshot, now, siteUrl, client } = context
  const asked = new Set<string>()
  const select = createSelect(siteAt(snapshot, now), asked)
  // Not by way of its route, of whose errors Astro tells no more than that there was one.
  const picture = path.startsWith('/media/') ? select(rendition, path) : null
  if (picture) {
    const body = await drawPicture(picture, { snapshot, client })
    return { status: 200, contentType: `image/${picture.format}`, body, reads: [...asked] }
  }
  const url = new URL(path.replace(/^(\/4\d\d)\.html$/, '$1/'), siteUrl)
  const response = await app.render(new Request(url), { locals: { select, siteUrl } })
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? 'application/octet-stream',
    body: new Uint8Array(await response.arrayBuffer()),
    reads: [...asked],
  }
}

/**
 * The content without the documents whose pages must not go live, for the reasons given by path: their versions of
 * `previous` take their places. Null when no document that changed since is to blame.
 */
export function holdBack(
  { snapshot, now }: Moment,
  reasons: ReadonlyMap<string, string>,
  previous: Snapshot | undefined,
  studioUrl: string,
): Snapshot | null {
  const { byPath } = siteAt(snapshot, now)
  const byId = new Map<string, Issue>()
  for (const [path, reason] of reasons) {
    const id = path === '/' ? snapshot.homePage._id : byPath.get(path)?._id
    if (id !== undefined) byId.set(id, { field: path === '/' ? 'highlights' : 'body', reason })
    for (const { documentId, field } of usesOf(snapshot, path)) byId.set(documentId, { field, reason })
  }
  return holdBackDocuments(snapshot, byId, previous, studioUrl)
}

/** Everything that staff shall mend, as `/release.json` lists it. */
export function faults({ snapshot, now, siteUrl }: PageInput): Fault[] {
  return faultsOf(siteAt(snapshot, now), siteUrl)
}

/** Folders of files whose names tell their bytes: of the file itself, or of all that it is made by. */
const immutableFolders = ['/_astro/', '/media/', '/share/']

/** Whether a path tells the bytes that stand there: another version of this code would make the same of that name. */
export function isImmutable(path: string): boolean {
  return immutableFolders.some(folder => path.startsWith(folder))
}

/** Tells of what a file read whether it would come out otherwise now: that file must then be rendered anew. */
export function changesBetween(before: Moment, after: Moment): (read: string) => boolean {
  return createChangeTest(siteAt(before.snapshot, before.now), siteAt(after.snapshot, after.now))
}

async function readStatic(path: string): Promise<Rendered> {
  const body = new Uint8Array(await readFile(join(staticFolder, path)))
  const contentType = staticTypes[extname(path)] ?? 'application/octet-stream'
  return { status: 200, contentType, body, reads: [] }
}

const staticTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => `/${relative(folder, join(entry.parentPath, entry.name))}`)
    .sort()
}
