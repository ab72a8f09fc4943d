import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from 'astro/app/entrypoint'
import type { Fault } from '#domain/fault.ts'
import { fixedFiles } from '#domain/routes.ts'
import { isSampleClinic } from '#domain/sample.ts'
import { drawPicture } from '#images/draw-picture.ts'
import { icons } from '#images/icons/icons.ts'
import { allRenditions, findUses, type Rendition } from '#images/renditions.ts'
import { shareImagePaths } from '#og-images/share-cards.ts'
import { holdBackDocuments } from '#sanity/hold-back.ts'
import { loadRevisions } from '#sanity/load-snapshot.ts'
import contentVersion from '#sanity/load-snapshot.ts?code-hash'
import { nameDocument } from '#sanity/name-document.ts'
import { restoreSnapshot, type Snapshot } from '#sanity/snapshot.ts'
import type { Issue } from '#sanity/validate.ts'
import { withBlocks } from '#search/blocks.ts'
import { findFaults } from '#selectors/advice.ts'
import { calendarPaths } from '#selectors/announcement-view.ts'
import { createChangeTest } from '#selectors/find-changed.ts'
import { nextChangeAt } from '#selectors/release.ts'
import { createSelect, toDependencies } from '#selectors/selector.ts'
import { release, rendition } from '#selectors/selectors.ts'
import { listClosedPages } from '#site/open-pages.ts'
import { pagePaths } from '#site/page-paths.ts'
import { siteAt } from '#site/site.ts'
import { isImmutable } from '#src/hosts/headers.ts'
import { loadWithLastGood } from '#src/hosts/load-with-last-good.ts'
import { describeInstant } from '#src/preview/describe-instant.ts'
import { createEdit, noEdit } from '#src/preview/edit.ts'
import { readDay } from '#src/preview/read-day.ts'
import type { Moment, PageInput, RenderContext, Rendered, Renderer } from './contract.ts'
import { drawingFile } from './drawing-module.ts'

const app = createApp({ streaming: false })

/** Files that depend on the code alone: styles, fonts, icons. The build puts them beside this module. */
const staticFolder = fileURLToPath(new URL('client/', import.meta.url))
const staticPaths: ReadonlySet<string> = new Set(listFiles(staticFolder))

/** What runs on pages of the preview alone (src/preview/overlay); no release has any of it. */
const overlayFolder = fileURLToPath(new URL('overlay/', import.meta.url))
const overlayNames: ReadonlySet<string> = new Set(listFiles(overlayFolder))

/** Every path of the release: pages, pictures, share images, feeds, calendar files, and the files that come with the code. */
function paths(snapshot: Snapshot, now: Temporal.Instant): string[] {
  const site = siteAt(snapshot, now)
  return [
    ...withBlocks(site, pagePaths(site)),
    ...fixedFiles,
    ...icons.map(({ path }) => path),
    ...calendarPaths(site),
    ...shareImagePaths(site),
    ...allRenditions(site).keys(),
    ...staticPaths,
  ]
}

function closedPaths(snapshot: Snapshot, now: Temporal.Instant): string[] {
  return listClosedPages(siteAt(snapshot, now))
}

async function render(path: string, context: RenderContext<Snapshot>): Promise<Rendered> {
  if (staticPaths.has(path))
    return { status: 200, ...(await readBuilt(staticFolder, path)), dependencies: [] }
  const { snapshot, now, siteUrl, client, draw, isEditable = false } = context
  const selected = new Set<string>()
  const select = createSelect(siteAt(snapshot, now), selected)
  // Not through its route: Astro hides what a route throws.
  const picture = path.startsWith('/media/') ? select(rendition, path) : null
  if (picture) {
    const body = await drawPicture(picture, { snapshot, client })
    return {
      status: 200,
      contentType: `image/${picture.format}`,
      body,
      dependencies: toDependencies(selected),
    }
  }
  const url = new URL(path.replace(/^(\/4\d\d)\.html$/, '$1/'), siteUrl)
  const edit = isEditable ? createEdit(snapshot.studioUrl) : noEdit
  // Astro hides what a route throws.
  const failures: unknown[] = []
  const loadPicture = (file: Rendition) =>
    drawPicture(file, { snapshot, client }).catch(error => {
      failures.push(error)
      throw error
    })
  const response = await app.render(new Request(url), {
    locals: { select, siteUrl, edit, draw, loadPicture },
  })
  for (const failure of failures) throw failure
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? 'application/octet-stream',
    body: new Uint8Array(await response.arrayBuffer()),
    dependencies: toDependencies(selected),
  }
}

function holdBack(
  { snapshot, now }: Moment<Snapshot>,
  reasons: ReadonlyMap<string, string>,
  previous: Snapshot | undefined,
  studioUrl: string,
): Snapshot | null {
  const site = siteAt(snapshot, now)
  const byId = new Map<string, Issue>()
  for (const [path, reason] of reasons) {
    const id = path === '/' ? snapshot.homePage._id : site.at(path)?._id
    if (id !== undefined) byId.set(id, { field: path === '/' ? 'highlights' : 'body', reason })
    for (const { documentId, field } of findUses(snapshot, path)) byId.set(documentId, { field, reason })
  }
  return holdBackDocuments(snapshot, byId, previous, studioUrl)
}

function faults({ snapshot, now, siteUrl }: PageInput<Snapshot>): Fault[] {
  return findFaults(siteAt(snapshot, now), siteUrl)
}

function changesBetween(before: Moment<Snapshot>, after: Moment<Snapshot>): (dependency: string) => boolean {
  const site = siteAt(before.snapshot, before.now)
  return createChangeTest(site, siteAt(after.snapshot, after.now, site))
}

async function overlayFile(name: string): Promise<Pick<Rendered, 'contentType' | 'body'> | null> {
  return overlayNames.has(`/${name}`) ? await readBuilt(overlayFolder, name) : null
}

/** A file that the build put into one of its folders. */
async function readBuilt(folder: string, path: string): Promise<Pick<Rendered, 'contentType' | 'body'>> {
  const body = new Uint8Array(await readFile(join(folder, path)))
  return { contentType: staticTypes[extname(path)] ?? 'application/octet-stream', body }
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

/** The files of a folder, “/css/site.css”; none where there is no folder. */
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => `/${relative(folder, join(entry.parentPath, entry.name))}`)
    .sort()
}

/** Where the build puts `drawShareImage`: see drawing-module.ts. */
const drawing = { module: new URL(drawingFile, import.meta.url).href, name: 'drawShareImage' }

/** What the publisher loads. */
export const renderer = {
  codeVersion: __CODE_VERSION__,
  contentVersion,
  loadSnapshot: loadWithLastGood,
  loadRevisions,
  restoreSnapshot: (documents, keptBy) =>
    restoreSnapshot(documents, { ...keptBy, isReadAlike: keptBy.contentVersion === contentVersion }),
  describe({ snapshot, now, siteUrl }) {
    const { documents: _, ...head } = release.value(siteAt(snapshot, now), siteUrl)
    return head
  },
  paths,
  closedPaths,
  render,
  isImmutable,
  drawing,
  nameDocument,
  faults,
  changesBetween,
  holdBack,
  isSample: ({ settings }) => isSampleClinic(settings),
  nextChangeAt,
  describeInstant,
  readDay,
  overlayFile,
} satisfies Renderer<Snapshot>
