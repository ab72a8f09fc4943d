import { mkdtempDisposable, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportDataset } from '@sanity/export'
import { sanityImport } from '@sanity/import'
import { extract } from 'tar'
import { z } from 'zod'
import { type Comparison, compareContent } from './compare.ts'
import { loadDocuments } from './load-documents.ts'
import { ContentError, type Place } from './place.ts'

export interface CopyOptions {
  source: Place
  target: Place
  withDrafts: boolean
  /** Whether documents that the target has in another form are overwritten; otherwise there is no copy at all. */
  replaces: boolean
  report(line: string): void
}

/**
 * Copies documents with their pictures and files from one Content Lake to another, by Sanity's own export and import.
 * Documents that are the same already are left alone, and so is what only the target has.
 * @throws ContentError when something cannot be read or fetched: nothing has been changed then.
 */
export async function copyContent(options: CopyOptions): Promise<Comparison & { isDone: boolean }> {
  const { source, target, withDrafts, replaces, report } = options
  const documents = await loadDocuments(source, withDrafts)
  if (documents.length === 0) throw new ContentError(`There is no content in ${source.name}.`)
  const comparison = compareContent(documents, await loadDocuments(target, withDrafts))
  const { added, changed } = comparison
  if (changed.length > 0 && !replaces) return { ...comparison, isDone: false }
  const ids = new Set([...added, ...changed].map(({ _id }) => _id))
  if (ids.size === 0) return { ...comparison, isDone: true }

  await checkAddresses(source)
  report(`Fetching pictures and files from ${source.name}`)
  await using scratch = await mkdtempDisposable(join(tmpdir(), 'content-'))
  await exportTo(scratch.path, source, ids)
  const folder = join(scratch.path, 'content')
  await checkFiles(folder, { keepsUnused: withDrafts })
  report(`Loading ${ids.size} documents into ${target.name}`)
  const { numDocs, warnings } = await sanityImport(folder, {
    client: target.client,
    operation: replaces ? 'createOrReplace' : 'createIfNotExists',
  })
  for (const { message } of warnings) report(message)
  if (numDocs !== ids.size) throw new Error(`Of ${ids.size} documents, ${target.name} took ${numDocs}.`)
  return { ...comparison, isDone: true }
}

const assets = '*[_type in ["sanity.imageAsset", "sanity.fileAsset"] && defined(url)]{_id, url}'
const assetShape = z.array(z.object({ _id: z.string(), url: z.string() }))

/**
 * The exporter fetches whatever address an asset's document says, from this machine.
 * @throws ContentError when one is not where the originals of the source are.
 */
async function checkAddresses({ client, name, assetOrigins }: Place): Promise<void> {
  if (assetOrigins === null) return
  const stray = assetShape
    .parse(await client.fetch(assets))
    .filter(({ url }) => !assetOrigins.includes(URL.parse(url)?.origin ?? ''))
  if (stray.length === 0) return
  const named = stray.slice(0, 5).map(({ _id, url }) => `${_id} (${url.slice(0, 80)})`)
  throw new ContentError(
    `Of the pictures and files of ${name}, ${stray.length} say that they are elsewhere: ${named.join(', ')}. ` +
      'Somebody wrote that: delete these documents, and upload the pictures again. Nothing was changed.',
  )
}

/** Leaves the export's files in `scratch/content`. */
async function exportTo(scratch: string, { client }: Place, ids: ReadonlySet<string>): Promise<void> {
  const outputPath = join(scratch, 'content.tar')
  const dataset = client.config().dataset ?? ''
  await exportDataset({
    client,
    dataset,
    outputPath,
    compress: false,
    filterDocument: ({ _id }) => ids.has(_id),
  })
  await extract({ file: outputPath, cwd: scratch, onReadEntry: moveBelow })
  await rm(outputPath)
}

/** An export's folder is named for its time. */
function moveBelow(entry: { path: string }): void {
  entry.path = entry.path.replace(/^[^/]+/, 'content')
}

/** As an export writes it: `"_sanityAsset":"image@file://./images/3f9a….jpg"`. */
const namedFile = /"(?:image|file)@file:\/\/\.\/((?:images|files)\/[\w.-]+)"/g

/**
 * Removes files that no document names: the export brings them all, those of drafts included.
 * @throws ContentError when one is missing, before anything was loaded.
 */
async function checkFiles(folder: string, { keepsUnused }: { keepsUnused: boolean }): Promise<void> {
  const text = await readFile(join(folder, 'data.ndjson'), 'utf8')
  const named = new Set([...text.matchAll(namedFile)].map(([, path = '']) => path))
  const present = new Set<string>()
  for (const kind of ['images', 'files'])
    for (const name of await readdir(join(folder, kind))) present.add(`${kind}/${name}`)
  const missing = [...named].filter(path => !present.has(path))
  if (missing.length > 0) {
    throw new ContentError(
      `${missing.length} pictures or files could not be fetched: ${missing.slice(0, 5).join(', ')}. ` +
        'Upload them again in the Studio, or take them out of their documents. Nothing was changed.',
    )
  }
  if (keepsUnused) return
  for (const path of present) if (!named.has(path)) await rm(join(folder, path))
}
