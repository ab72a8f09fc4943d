import { spawn } from 'node:child_process'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { StartError } from './start-error.ts'

/**
 * Loads the sample content on the very first start: when there is no content, and none was ever loaded. A mark in the
 * data folder says how far it came, so that a start that broke off in the middle is made good by the next.
 */
export async function loadFirstContent(options: {
  client: SanityClient
  dataset: string
  projectId: string
  dataDir: string
  root: string
  signal: AbortSignal
  report(line: string): void
}): Promise<void> {
  const { client, dataDir, root, signal, report } = options
  const markFile = join(dataDir, 'sample-content.mark')
  const mark = await readFile(markFile, 'utf8').catch(() => null)
  if (mark === 'loaded\n') return
  if (mark === null && (await hasContent(client))) return await setMark(markFile, 'loaded\n')

  await setMark(markFile, 'loading\n')
  const folder = join(dataDir, 'sample-content')
  report('Drawing the sample content')
  await rm(folder, { recursive: true, force: true })
  await exportSample(folder, root, signal)
  signal.throwIfAborted()
  report('Loading the sample content')
  const { sanityImport } = await import('@sanity/import')
  const { numDocs } = await sanityImport(folder, {
    client,
    operation: 'createOrReplace',
    targetProjectId: options.projectId,
    targetDataset: options.dataset,
  })
  await setMark(markFile, 'loaded\n')
  await rm(folder, { recursive: true, force: true })
  report(`Loaded ${numDocs} documents`)
}

async function hasContent(client: SanityClient): Promise<boolean> {
  const count: unknown = await client.fetch(
    'count(*[!(_id in path("_.**")) && !(_type match "sanity.*")])',
    {},
    { perspective: 'raw' },
  )
  return count !== 0
}

async function setMark(file: string, mark: string): Promise<void> {
  await writeFile(`${file}.new`, mark)
  await rename(`${file}.new`, file)
}

async function exportSample(folder: string, root: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, ['studio/sample-content/export.ts', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', resolve)
  const code = await promise
  if (code !== 0) throw new StartError(`The sample content cannot be written to ${folder}: ${complaint}`)
}
