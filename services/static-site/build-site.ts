import { copyFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createFinisher, type Finisher } from '#publisher/releases/finish-file.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { openSource, readFrom } from '#renderer/content-source.ts'
import type { RenderContext, Renderer } from '#renderer/contract.ts'
import { describeFault } from '#sanity/faults.ts'
import { writeHostFiles } from '#src/hosts/write-host-files.ts'
import { replaceFolder } from '../shared/replace-folder.ts'
import { checkUpgrade } from './check-upgrade.ts'
import { isUnknownHost } from './is-unknown-host.ts'
import { type BuildRecord, type KeptFiles, keepRecord, loadRecord, openKeptFiles } from './kept-build.ts'
import { makeFolders, toFile } from './site-files.ts'

export interface SiteOptions {
  /** The root of the repository, whose renderer is built. */
  root: string
  /** Where the content is, and `OUT_DIR`, the folder to build. */
  variables: Readonly<Record<string, string | undefined>>
  /** For what outlives a build. */
  keptFolder: string
  /** Takes what staff should mend although the site can be built. */
  onWarning(text: string): void
  /** Finishes rendered files; by default with threads of its own. Ends with the build. */
  finisher?: Finisher
}

export interface BuiltSite {
  folder: string
  pages: number
  files: number
  /** Of those, the ones that the build before did not have. */
  rendered: number
  documents: number
  /** Of those, the ones that the build before did not have. */
  read: number
}

/**
 * Builds the site of what is published into a folder of plain files, for any static host. What the build before made of
 * the same content is taken over.
 * @throws Error when the address of the site is missing, the content cannot be read, or new code shows less of it.
 */
export async function buildSite(options: SiteOptions): Promise<BuiltSite> {
  const { root, variables, keptFolder, onWarning } = options
  const renderer = await loadRenderer(join(root, '.build/renderer/entry.mjs'))
  const source = openSource(variables, { isDeployed: true })
  const { client, siteUrl, studioUrl, name } = source
  const { dataset } = client.config()
  const maker = {
    madeBy: JSON.stringify([renderer.codeVersion, name, dataset, siteUrl]),
    readBy: JSON.stringify([renderer.contentVersion, name, dataset]),
  }
  const before = await loadRecord(keptFolder, maker, renderer).catch((cause: unknown) => {
    onWarning(`The build before cannot be used, and everything is read and rendered again: ${cause}`)
    return null
  })
  const previous = before?.snapshot
  const load = (lastGoodFrom?: string) =>
    readFrom(source, () => renderer.loadSnapshot(client, previous, { studioUrl, lastGoodFrom }))
  let hasHost = true
  const snapshot = await load(siteUrl).catch((error: unknown) => {
    if (!isUnknownHost(error, siteUrl)) throw error
    hasHost = false
    onWarning(
      `What is live was not looked up, since no host has the name of ${siteUrl}. Documents with faults are left out, where ` +
        'no build before kept a good version of them. If patients can reach the site, SITE_URL is wrong.',
    )
    return load()
  })
  if (hasHost && variables.ACCEPT_REMOVAL !== '1') await checkUpgrade(snapshot, renderer, siteUrl)
  await using finisher = options.finisher ?? createFinisher()
  const draw = (drawn: unknown) => finisher.draw(renderer.drawing, drawn)
  const context = { snapshot, now: source.now(), siteUrl, client, draw }
  const faults = renderer.faults(context).map(describeFault).join('\n')
  if (faults) onWarning(`The content at ${name} can be built, and has to be mended:\n${faults}`)

  const paths = renderer.paths(snapshot, context.now)
  const kept = await openKeptFiles(keptFolder, paths)
  const folder = resolve(root, variables.OUT_DIR || 'dist')
  const { dependencies, rendered } = await replaceFolder(folder, async outDir => {
    const made = await writeFiles({ renderer, paths, context, before, kept, outDir, finisher })
    await writeHostFiles(outDir, root, variables)
    return made
  })
  await keepRecord(keptFolder, { ...maker, snapshot, now: context.now, dependencies }, finisher)
  const known = new Set(previous?.documents)
  return {
    folder,
    pages: paths.filter(path => /\/$|\.html$/.test(path)).length,
    files: paths.length,
    rendered,
    documents: snapshot.documents.length,
    read: snapshot.documents.filter(document => !known.has(document)).length,
  }
}

interface Work {
  renderer: Renderer
  paths: readonly string[]
  context: RenderContext
  before: BuildRecord | null
  kept: KeptFiles
  outDir: string
  finisher: Finisher
}

async function writeFiles({ renderer, paths, context, before, kept, outDir, finisher }: Work) {
  const dependencies = new Map<string, readonly string[]>()
  const hasChanged = before ? renderer.changesBetween(before, context) : () => true
  let rendered = 0
  await makeFolders(outDir, paths)

  async function makeFile(path: string): Promise<void> {
    const isDrawn = renderer.isImmutable(path)
    const used = isDrawn ? [] : before?.dependencies.get(path)
    const file = used && !used.some(hasChanged) ? kept.find(path) : null
    if (used && file !== null) {
      dependencies.set(path, used)
      return await copyFile(file, toFile(outDir, path))
    }
    const { status, body, dependencies: own } = await renderer.render(path, context)
    if (status !== expectedStatus(path)) throw new Error(`${path} was rendered with status ${status}.`)
    rendered += 1
    dependencies.set(path, isDrawn ? [] : own)
    await finisher.write([toFile(outDir, path), kept.place(path)], body)
  }

  await finisher.makeAll(paths, renderer.isImmutable, makeFile)
  return { dependencies, rendered }
}

/** 404 and 410 for the pages of that name, 200 for all others. */
function expectedStatus(path: string): number {
  return Number(/^\/(4\d\d)\.html$/.exec(path)?.[1] ?? 200)
}
