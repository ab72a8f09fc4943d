import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { loadRenderer } from '#publisher/renderer.ts'
import { openSource, readFrom } from '#renderer/content-source.ts'
import type { RenderContext, Renderer } from '#renderer/contract.ts'
import { describeFault } from '#sanity/faults.ts'
import { writeHostFiles } from '#src/hosts/write-host-files.ts'
import { replaceFolder } from '../shared/replace-folder.ts'
import { type KeptFiles, keepContent, loadKeptContent, openKeptFiles } from './kept.ts'

export interface SiteOptions {
  /** The root of the repository, whose renderer is built. */
  root: string
  /** Where the content is, and `OUT_DIR`, the folder to build. */
  variables: Readonly<Record<string, string | undefined>>
  /** What outlives a build, for the next. */
  keptFolder: string
  /** Takes what staff should mend although the site can be built. */
  onWarning(text: string): void
}

/** What was built, to be told. */
export interface BuiltSite {
  folder: string
  pages: number
  files: number
  documents: { read: number; kept: number }
  pictures: { drawn: number; kept: number }
}

/**
 * Builds the site of what is published into a folder of plain files, for any static host.
 * @throws Error when the address of the site is missing, or the content cannot be read.
 */
export async function buildSite({ root, variables, keptFolder, onWarning }: SiteOptions): Promise<BuiltSite> {
  const renderer = await loadRenderer(join(root, '.build/renderer/entry.mjs'))
  const source = openSource(variables, { isDeployed: true })
  const { client, siteUrl, studioUrl, name } = source
  const madeBy = JSON.stringify([renderer.codeVersion, name, client.config().dataset])
  const before = await loadKeptContent(keptFolder, madeBy, renderer).catch((cause: unknown) => {
    onWarning(`What the build before kept is of no use, so everything is read: ${cause}`)
    return undefined
  })
  const snapshot = await readFrom(source, () =>
    renderer.loadSnapshot(client, before, { studioUrl, lastGoodFrom: siteUrl }),
  )
  const now = source.now()
  const faults = renderer.faults({ snapshot, now, siteUrl }).map(describeFault).join('\n')
  if (faults) onWarning(`The content at ${name} can be built, and has to be mended:\n${faults}`)

  const folder = resolve(root, variables.OUT_DIR || 'dist')
  const files = renderer.paths(snapshot, now)
  const kept = openKeptFiles(join(keptFolder, 'files'), files)
  const context = { snapshot, now, siteUrl, client }
  const pictures = await replaceFolder(folder, async outDir => {
    const made = await writeFiles({ renderer, files, context, kept, outDir })
    await writeHostFiles(outDir, root, variables)
    return made
  })
  await keepContent(keptFolder, madeBy, snapshot)
  const unchanged = new Set(before?.documents)
  const read = snapshot.documents.filter(document => !unchanged.has(document)).length
  return {
    folder,
    pages: files.filter(isPage).length,
    files: files.length,
    documents: { read, kept: snapshot.documents.length - read },
    pictures,
  }
}

/** Files that are worked on at once: while other threads draw and compress pictures, this one renders. */
const atOnce = 4

interface Work {
  renderer: Renderer
  files: readonly string[]
  context: RenderContext
  kept: KeptFiles
  outDir: string
}

async function writeFiles({ renderer, files, context, kept, outDir }: Work): Promise<BuiltSite['pictures']> {
  const folders = new Set<string>()
  const pictures = { drawn: 0, kept: 0 }

  async function writeFile(path: string): Promise<void> {
    const file = join(outDir, path.endsWith('/') ? `${path}index.html` : path)
    const parent = dirname(file)
    if (!folders.has(parent)) mkdirSync(parent, { recursive: true })
    folders.add(parent)
    const before = kept.find(path)
    if (before !== null) {
      pictures.kept += 1
      return copyFileSync(before, file)
    }
    const { status, body, contentType } = await renderer.render(path, context)
    if (status !== expectedStatus(path)) throw new Error(`${path} was rendered with status ${status}.`)
    writeFileSync(file, body)
    if (!renderer.isImmutable(path) || !contentType.startsWith('image/')) return
    pictures.drawn += 1
    kept.keep(path, body)
  }

  // Pictures first: they take longest, and other threads share in them.
  const isDrawn = Map.groupBy(files, renderer.isImmutable)
  const waiting = [...(isDrawn.get(true) ?? []), ...(isDrawn.get(false) ?? [])][Symbol.iterator]()
  const work = async () => {
    for (const path of waiting) await writeFile(path)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return pictures
}

function isPage(path: string): boolean {
  return path.endsWith('/') || path.endsWith('.html')
}

/** 404 and 410 for the pages of that name, 200 for all others. */
function expectedStatus(path: string): number {
  return Number(/^\/(4\d\d)\.html$/.exec(path)?.[1] ?? 200)
}
