import { createHash } from 'node:crypto'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { type FileFacts, readFileFacts } from '../checks/file-facts.ts'
import { type Problem, ReleaseCheckError } from '../checks/problem.ts'
import type { Rendered, Renderer, Snapshot } from '../renderer.ts'
import { compress } from './compress.ts'
import type { ReleaseFolder } from './release-folder.ts'
import {
  type FileRecord,
  isReleasePath,
  type RedirectRecord,
  type ReleaseRecord,
  recordFormat,
  redirectList,
  releaseNotice,
} from './release-record.ts'
import type { StoredRelease } from './release-store.ts'

export type BuildInput = {
  renderer: Renderer
  snapshot: Snapshot
  now: Temporal.Instant
  /** The release that files are shared with; null for the first. */
  previous: StoredRelease | null
  siteUrl: string
  folder: ReleaseFolder
  /** Ends the work between two files. */
  signal: AbortSignal
  onProgress(done: number, total: number): void
}

export type BuiltRelease = {
  record: ReleaseRecord
  problems: Problem[]
  /** Files that had to be rendered, and of those the ones that differ from the release before. */
  rendered: number
  written: number
}

/** Paths of which the bytes never change: what stands under such a path in the release before is taken from there. */
const contentAddressed = /^\/media\//

/** The renderer's list of old addresses: kept in the record, never served. */
const redirectsPath = '/redirects.json'

/** Files in the making at once: pictures are resized on other threads, so that more than one makes sense. */
const concurrency = 4

/**
 * Renders every path into `folder`, and shares with `previous` what is the same.
 * @throws ReleaseCheckError if the renderer's list of files or its notice cannot be used at all.
 */
export async function buildRelease(input: BuildInput): Promise<BuiltRelease> {
  const paths = listPaths(input)
  const files: Record<string, FileRecord> = {}
  const problems: Problem[] = []
  let redirects: RedirectRecord[] = []
  let notice: Rendered | null = null
  let done = 0
  let rendered = 0
  let written = 0

  async function makeFile(path: string): Promise<void> {
    const before = input.previous?.record.files[path]
    if (before && input.previous && contentAddressed.test(path)) {
      input.folder.share(path, before, input.previous)
      files[path] = before
      return
    }
    const output = await renderFile(path, input, problems)
    if (output === null) return
    rendered += 1
    if (path === redirectsPath) redirects = parseOutput(path, redirectList, output)
    else {
      if (path === '/release.json') notice = output
      const made = await keepFile(path, output, input)
      files[path] = made.record
      problems.push(...made.problems)
      if (!made.shared) written += 1
    }
  }

  const waiting = paths[Symbol.iterator]()
  async function work(): Promise<void> {
    for (const path of waiting) {
      input.signal.throwIfAborted()
      await makeFile(path)
      done += 1
      input.onProgress(done, paths.length)
      await yieldToOthers()
    }
  }
  await settleAll(Array.from({ length: concurrency }, work))

  if (notice === null) {
    throw new ReleaseCheckError([
      ...problems,
      { path: '/release.json', rule: 'shape', message: 'the renderer gave none.' },
    ])
  }
  const { release, publishedAt, codeVersion, nextChangeAt } = parseOutput(
    '/release.json',
    releaseNotice,
    notice,
  )
  const record = {
    format: recordFormat,
    release,
    publishedAt,
    codeVersion,
    nextChangeAt,
    siteUrl: input.siteUrl,
    // In the renderer's order, whichever was done first: records of equal releases are equal.
    files: Object.fromEntries(paths.flatMap(path => (files[path] ? [[path, files[path]]] : []))),
    redirects,
  } satisfies ReleaseRecord
  return { record, problems, rendered, written }
}

function listPaths({ renderer, snapshot, now }: BuildInput): string[] {
  const paths = [...new Set(renderer.paths(snapshot, now))]
  const unusable = paths.filter(path => !isReleasePath(path))
  if (unusable.length === 0) return paths
  throw new ReleaseCheckError(
    unusable.map(path => ({ path, rule: 'shape', message: 'this address cannot become a file.' })),
  )
}

async function renderFile(
  path: string,
  { renderer, snapshot, now, siteUrl }: BuildInput,
  problems: Problem[],
): Promise<Rendered | null> {
  try {
    const output = await renderer.render(path, { snapshot, now, siteUrl })
    if (output.status === 200 || (output.status === 404 && path === '/404.html')) return output
    problems.push({ path, rule: 'rendered', message: `it was rendered with status ${output.status}.` })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    problems.push({ path, rule: 'rendered', message: `it could not be rendered: ${reason}` })
  }
  return null
}

/** Links the file to the same one of the release before, or writes it with its twins. */
async function keepFile(
  path: string,
  { body, contentType }: Rendered,
  { previous, siteUrl, folder }: BuildInput,
): Promise<{ record: FileRecord; problems: Problem[]; shared: boolean }> {
  const hash = createHash('sha256').update(body).digest('hex')
  const before = previous?.record.files[path]
  const shared = before !== undefined && before.hash === hash && before.contentType === contentType
  if (shared && previous && previous.record.siteUrl === siteUrl) {
    folder.share(path, before, previous)
    return { record: before, problems: [], shared }
  }
  const facts: FileFacts = readFileFacts({ path, contentType, body }, siteUrl)
  const twins = await compress(body, contentType)
  await folder.write(path, body, twins)
  const record = {
    hash,
    size: body.byteLength,
    status: path === '/404.html' ? 404 : 200,
    contentType,
    encodings: Object.fromEntries(twins.map(twin => [twin.encoding, twin.body.byteLength])),
    refersTo: facts.refersTo,
    csp: facts.csp,
  } satisfies FileRecord
  return { record, problems: facts.problems, shared: false }
}

function parseOutput<Output>(
  path: string,
  shape: { parse(value: unknown): Output },
  output: Rendered,
): Output {
  try {
    return shape.parse(JSON.parse(new TextDecoder().decode(output.body)))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ReleaseCheckError([
      { path, rule: 'shape', message: `the renderer’s data cannot be used: ${reason}` },
    ])
  }
}

/** Waits for all, also after one has failed, so that nobody writes into a folder that is being removed. */
async function settleAll(work: Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}
