import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { documentTypeRows, documentTypes } from '#domain/document-types.ts'
import { loadResults } from './load.ts'
import type { LoadSettings } from './load-settings.ts'
import { gatherPictures } from './picture-files.ts'
import { publishResults } from './publish.ts'
import { type DocumentState, makeReport, type Report, reportText } from './report.ts'
import { withoutMissing } from './without-missing.ts'
import { convertExport, type Result } from './wordpress/convert.ts'
import { readExport } from './wordpress/read-export.ts'

export interface ImportOptions {
  file: string
  /** The folder for data.ndjson, images/, report.md and report.json. */
  out: string
  /** A copy of `wp-content/uploads`; null for none. */
  uploads: string | null
  fetchesImages: boolean
  /** Private hosts from which pictures may be fetched. */
  privateHosts: readonly string[]
  /** Null to write the folder only. */
  load: LoadSettings | null
  replaces: boolean
  publishes: boolean
  onProgress(what: string, done: number, total: number): void
}

/** Converts a WordPress export into documents, loads them if wanted, and reports what was left out. */
export async function importWordPress(options: ImportOptions): Promise<Report> {
  const { file, load, onProgress, out } = options
  const source = await readExport(file, (done, total) => onProgress('Reading the export', done, total))
  await mkdir(out, { recursive: true })
  const conversion = convertExport(source, {
    onConverted: (done, total) => onProgress('Converting texts', done, total),
  })
  const { fetchesImages: fetches, privateHosts, uploads } = options
  const missing = await gatherPictures(
    conversion.pictures,
    { uploads, fetches, privateHosts },
    { out, onGathered: (done, total) => onProgress('Gathering pictures', done, total) },
  )
  const converted = conversion.results.map(result => withoutMissing(result, missing))
  await writeLines(join(out, 'data.ndjson'), converted)
  let results = converted
  let documentStates = new Map<string, DocumentState>()
  if (load) {
    const loaded = await loadResults(converted, load, { folder: out, replaces: options.replaces, onProgress })
    results = loaded.results
    documentStates = loaded.documentStates
    if (options.publishes) {
      await publishResults(results, documentStates, load, (done, total) =>
        onProgress('Publishing', done, total),
      )
    }
  }
  const report = makeReport({
    file,
    site: source.url || source.title,
    summary: [
      ...toSummary(results, documentStates),
      `${conversion.pictures.length - missing.size} pictures with a file, ${missing.size} without`,
    ],
    results,
    leftOut: conversion.leftOut,
    documentStates,
  })
  await writeFile(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  await writeFile(join(out, 'report.md'), reportText(report))
  return report
}

async function writeLines(file: string, results: readonly Result[]): Promise<void> {
  const lines = results.values().map(({ document }) => `${JSON.stringify(document)}\n`)
  await pipeline(Readable.from(lines), createWriteStream(file))
}

function toSummary(results: readonly Result[], documentStates: ReadonlyMap<string, DocumentState>): string[] {
  return documentTypes.flatMap(type => {
    const own = results.filter(({ document }) => document._type === type)
    const states = Object.groupBy(own, ({ document }) => documentStates.get(document._id)?.state ?? 'written')
    const counts = Object.entries(states).map(([state, each]) => `${each.length} ${state}`)
    return own.length > 0
      ? [`${own.length} ${documentTypeRows[type].plural.toLowerCase()}: ${counts.join(', ')}`]
      : []
  })
}
