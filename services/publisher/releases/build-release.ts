import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { SanityClient } from '@sanity/client'
import type { Rendered, Renderer, Snapshot } from '#renderer/contract.ts'
import { type Problem, ReleaseCheckError } from '../checks/problem.ts'
import type { Log } from '../log.ts'
import { type Finisher, type FinishingOf, hashOf } from './finish-file.ts'
import { createIntern } from './intern.ts'
import {
  type FileRecord,
  isReleasePath,
  type RedirectRecord,
  type ReleaseRecord,
  recordFormat,
  redirectList,
  releaseNotice,
  statusOf,
} from './release-record.ts'
import type { Draft, StoredRelease } from './release-store.ts'

export type BuildInput = {
  renderer: Renderer
  /** For the originals of pictures. */
  client: SanityClient
  snapshot: Snapshot
  now: Temporal.Instant
  /** The release that files are shared with, and the content that it was made of, if that is known; null for the first. */
  previous: { release: StoredRelease; snapshot: Snapshot | null } | null
  siteUrl: string
  draft: Pick<Draft, 'write'>
  finisher: Finisher
  log: Log
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
  /** Files that stayed as they were, without being rendered. */
  reused: number
}

/** The renderer's list of old addresses: kept in the record, never served. */
const redirectsPath = '/redirects.json'

/** What the renderer tells of the release: always asked for, since the publisher goes by it. */
const noticePath = '/release.json'

/**
 * Renders what has to be rendered, writes what differs from the release before, and keeps the records of the rest.
 * @throws ReleaseCheckError if the renderer's list of files or its notice cannot be used at all.
 */
export async function buildRelease(input: BuildInput): Promise<BuiltRelease> {
  const paths = listPaths(input)
  const isStale = findStale(input)
  const files: Record<string, FileRecord> = {}
  const problems: Problem[] = []
  const intern = createIntern()
  let redirects: RedirectRecord[] = []
  let notice: Rendered | null = null
  let done = 0
  let rendered = 0
  let written = 0

  async function makeFile(path: string): Promise<void> {
    const output = await renderFile(path, input, problems)
    if (output === null) return
    rendered += 1
    if (path === redirectsPath) {
      redirects = parseOutput(path, redirectList, output)
      return
    }
    if (path === noticePath) notice = output
    const made = await keepFile(path, output, input, finishing)
    files[path] = made.isNew ? intern(made.record) : made.record
    problems.push(...made.problems)
    if (made.isNew) written += 1
  }

  const stale: string[] = []
  for (const path of paths) {
    const before = input.previous?.release.record.files[path]
    if (before && path !== noticePath && !isStale(path, before)) files[path] = before
    else stale.push(path)
  }
  const finishing = input.finisher.forFiles(stale.length)
  // Pictures are drawn by other threads while this one renders pages: begun last, they would be waited for.
  const isDrawn = Map.groupBy(stale, input.renderer.isImmutable)
  const waiting = [...(isDrawn.get(true) ?? []), ...(isDrawn.get(false) ?? [])][Symbol.iterator]()
  async function work(): Promise<void> {
    for (const path of waiting) {
      input.signal.throwIfAborted()
      await makeFile(path)
      done += 1
      input.onProgress(done, stale.length)
      await yieldToOthers()
    }
  }
  await settleAll(Array.from({ length: finishing.atOnce }, work))

  if (notice === null) {
    throw new ReleaseCheckError([
      ...problems,
      { path: noticePath, rule: 'shape', message: 'the renderer gave none.' },
    ])
  }
  const { release, publishedAt, codeVersion, nextChangeAt, timeZone } = parseOutput(
    noticePath,
    releaseNotice,
    notice,
  )
  const record = {
    format: recordFormat,
    release,
    publishedAt,
    codeVersion,
    nextChangeAt,
    timeZone,
    siteUrl: input.siteUrl,
    files: inOrderOf(paths, files),
    redirects,
    faults: [...input.snapshot.faults],
  } satisfies ReleaseRecord
  return { record, problems, rendered, written, reused: paths.length - stale.length }
}

/** The files in the renderer's order, whichever was done first: records of equal releases are equal. */
function inOrderOf(
  paths: readonly string[],
  files: Readonly<Record<string, FileRecord>>,
): Record<string, FileRecord> {
  const ordered: Record<string, FileRecord> = {}
  for (const path of paths) {
    const file = files[path]
    if (file) ordered[path] = file
  }
  return ordered
}

/** Tells of a file of the release before whether it has to be rendered again. */
function findStale({
  renderer,
  snapshot,
  now,
  previous,
  siteUrl,
}: BuildInput): (path: string, file: FileRecord) => boolean {
  if (previous === null) return () => true
  const { record } = previous.release
  const isSameSite = record.siteUrl === siteUrl
  // What an address on the site means depends on where the site is: a file that holds one has to be read again.
  const isTold = (path: string, file: FileRecord) =>
    renderer.isImmutable(path) && (isSameSite || file.refersTo.length === 0)
  const isSameMaker = record.codeVersion === renderer.codeVersion && isSameSite
  if (!isSameMaker || previous.snapshot === null) return (path, file) => !isTold(path, file)
  const before = { snapshot: previous.snapshot, now: Temporal.Instant.from(record.publishedAt) }
  const hasChanged = renderer.changesBetween(before, { snapshot, now })
  return (path, file) => !isTold(path, file) && file.dependencies.some(hasChanged)
}

function listPaths({ renderer, snapshot, now, previous }: BuildInput): string[] {
  const paths = [...new Set(renderer.paths(snapshot, now))]
  const known = previous?.release.record.files ?? {}
  const unusable = paths.filter(path => known[path] === undefined && !isReleasePath(path))
  if (unusable.length === 0) return paths
  throw new ReleaseCheckError(
    unusable.map(path => ({ path, rule: 'shape', message: 'this address cannot become a file.' })),
  )
}

async function renderFile(
  path: string,
  { renderer, snapshot, now, siteUrl, client, log }: BuildInput,
  problems: Problem[],
): Promise<Rendered | null> {
  try {
    const output = await renderer.render(path, { snapshot, now, siteUrl, client })
    if (output.status === statusOf(path)) return output
    problems.push({ path, rule: 'rendered', message: `it was rendered with status ${output.status}.` })
  } catch (error) {
    if (error instanceof Error && error.name === 'PictureError') {
      problems.push({ path, rule: 'picture', message: error.message })
    } else {
      // Everybody may read why a release is not live: what was thrown may name an address, and goes to the log alone.
      log.error({ err: error, path }, `${path} could not be rendered`)
      problems.push({
        path,
        rule: 'rendered',
        message: 'it could not be rendered: the publisher’s log says why.',
      })
    }
  }
  return null
}

/** Keeps the record of the release before for a file that came out the same, or writes the file with its twins. */
async function keepFile(
  path: string,
  { body, contentType, dependencies }: Rendered,
  { previous, siteUrl, draft }: BuildInput,
  finishing: FinishingOf,
): Promise<{ record: FileRecord; problems: Problem[]; isNew: boolean }> {
  const hash = hashOf(body)
  const before = previous?.release.record.files[path]
  const isSame = before !== undefined && before.hash === hash && before.contentType === contentType
  if (isSame && previous?.release.record.siteUrl === siteUrl && isEqual(before.dependencies, dependencies)) {
    return { record: before, problems: [], isNew: false }
  }
  const { facts, twins } = await finishing.finish({ path, contentType, body, siteUrl })
  draft.write(path, body, twins)
  const record = {
    hash,
    size: body.byteLength,
    status: statusOf(path),
    contentType,
    encodings: Object.fromEntries(twins.map(twin => [twin.encoding, twin.body.byteLength])),
    refersTo: facts.refersTo,
    csp: facts.csp,
    dependencies: [...dependencies],
  } satisfies FileRecord
  return { record, problems: facts.problems, isNew: true }
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index])
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
