import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { SanityClient } from '@sanity/client'
import type { Rendered, Renderer, Snapshot } from '#renderer/contract.ts'
import { type Problem, ReleaseCheckError } from '../checks/problem.ts'
import type { Log } from '../log.ts'
import { computeHash } from './file-store.ts'
import type { Finisher } from './finish-file.ts'
import { createIntern } from './intern.ts'
import {
  expectedStatus,
  type FileRecord,
  isReleasePath,
  manifestPath,
  type RedirectRecord,
  type ReleaseRecord,
  recordFormat,
  redirectList,
  redirectsPath,
  releaseManifest,
} from './release-record.ts'
import type { StagedRelease, StoredRelease } from './release-store.ts'

export type BuildInput = {
  renderer: Renderer
  /** For the originals of pictures. */
  client: SanityClient
  snapshot: Snapshot
  now: Temporal.Instant
  /** The release to share files with, and its content if known; null for the first release. */
  previous: { release: StoredRelease; snapshot: Snapshot | null } | null
  siteUrl: string
  staged: Pick<StagedRelease, 'write'>
  finisher: Finisher
  log: Log
  /** Aborts between two files. */
  signal: AbortSignal
  onProgress(done: number, total: number): void
}

export type BuiltRelease = {
  record: ReleaseRecord
  /** The renderer's manifest, `/release.json`. */
  manifest: Uint8Array
  problems: Problem[]
  /** Numbers of files that were rendered, and of those that differ from the previous release. */
  rendered: number
  written: number
  /** Number of files that were reused without rendering. */
  reused: number
}

/**
 * Renders stale files, writes those that differ from the previous release, and reuses the records of the rest.
 * @throws ReleaseCheckError if the renderer's list of files or its manifest is unusable.
 */
export async function buildRelease(input: BuildInput): Promise<BuiltRelease> {
  // First, so that the renderer makes the new state of the site out of the one before.
  const isStale = findStale(input)
  const files = new Map<string, FileRecord>()
  const problems: Problem[] = []
  const intern = createIntern()
  const made: { redirects: RedirectRecord[]; manifest: Rendered | null } = { redirects: [], manifest: null }
  let done = 0
  let rendered = 0
  let written = 0

  // Pages wait for nothing but each other: in turn, the first is read and compressed while the next is rendered.
  let turn: Promise<unknown> = Promise.resolve()
  function render(path: string): Promise<Rendered | null> {
    if (input.renderer.isImmutable(path)) return renderFile(path, input, problems)
    const rendered = turn.then(() => renderFile(path, input, problems))
    turn = rendered
    return rendered
  }

  async function makeFile(path: string): Promise<void> {
    const output = await render(path)
    if (output === null) return
    rendered += 1
    if (path === redirectsPath) {
      made.redirects = parseOutput(path, redirectList, output)
      return
    }
    if (path === manifestPath) made.manifest = output
    const kept = await keepFile(path, output, input)
    files.set(path, kept.isNew ? intern(kept.record) : kept.record)
    problems.push(...kept.problems)
    if (kept.isNew) written += 1
  }

  const known = input.previous?.release.record.files
  const stale = new Set<string>()
  for (const path of input.renderer.paths(input.snapshot, input.now)) {
    const before = known?.get(path)
    // The publisher depends on the manifest, which is always rendered.
    if (before && path !== manifestPath && !isStale(path, before)) files.set(path, before)
    else stale.add(path)
  }
  const reused = files.size
  checkPaths([...stale].filter(path => !known?.has(path)))
  await input.finisher.makeAll(stale, input.renderer.isImmutable, async path => {
    input.signal.throwIfAborted()
    await makeFile(path)
    done += 1
    input.onProgress(done, stale.size)
    await yieldToOthers()
  })

  const { redirects, manifest } = made
  if (manifest === null) {
    throw new ReleaseCheckError([
      ...problems,
      { path: manifestPath, rule: 'shape', message: 'the renderer gave none.' },
    ])
  }
  const { release, publishedAt, codeVersion, nextChangeAt, timeZone } = parseOutput(
    manifestPath,
    releaseManifest,
    manifest,
  )
  const record = {
    format: recordFormat,
    release,
    publishedAt,
    codeVersion,
    contentVersion: input.renderer.contentVersion,
    nextChangeAt,
    timeZone,
    siteUrl: input.siteUrl,
    files,
    redirects,
    faults: [...input.snapshot.faults],
  } satisfies ReleaseRecord
  return { record, manifest: manifest.body, problems, rendered, written, reused }
}

/** Whether a file of the previous release must be rendered again. */
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
  // Absolute addresses depend on the site's origin, so a file that contains some must be read again.
  const isFixedByName = (path: string, file: FileRecord) =>
    renderer.isImmutable(path) && (isSameSite || file.refersTo.length === 0)
  const isSameMaker = record.codeVersion === renderer.codeVersion && isSameSite
  if (!isSameMaker || previous.snapshot === null) return (path, file) => !isFixedByName(path, file)
  const before = { snapshot: previous.snapshot, now: Temporal.Instant.from(record.publishedAt) }
  const hasChanged = renderer.changesBetween(before, { snapshot, now })
  return (path, file) => !isFixedByName(path, file) && file.dependencies.some(hasChanged)
}

function checkPaths(paths: readonly string[]): void {
  const unusable = paths.filter(path => !isReleasePath(path))
  if (unusable.length === 0) return
  throw new ReleaseCheckError(
    unusable.map(path => ({ path, rule: 'shape', message: 'this address cannot become a file.' })),
  )
}

async function renderFile(
  path: string,
  { renderer, snapshot, now, siteUrl, client, finisher, log }: BuildInput,
  problems: Problem[],
): Promise<Rendered | null> {
  try {
    const draw = (drawn: unknown) => finisher.draw(renderer.drawing, drawn)
    const output = await renderer.render(path, { snapshot, now, siteUrl, client, draw })
    if (output.status === expectedStatus(path)) return output
    problems.push({ path, rule: 'rendered', message: `it was rendered with status ${output.status}.` })
  } catch (error) {
    if (error instanceof Error && error.name === 'PictureError') {
      problems.push({ path, rule: 'picture', message: error.message })
    } else {
      // Problems are public, and an error may name an internal address: it goes to the log only.
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

/** Reuses the previous facts of an unchanged file, or writes the file. */
async function keepFile(
  path: string,
  { body, contentType, dependencies }: Rendered,
  { previous, siteUrl, staged, finisher }: BuildInput,
): Promise<{ record: FileRecord; problems: Problem[]; isNew: boolean }> {
  const hash = computeHash(body)
  const before = previous?.release.record.files.get(path)
  const isSame = before !== undefined && before.hash === hash && before.contentType === contentType
  if (isSame && previous?.release.record.siteUrl === siteUrl) {
    if (isEqual(before.dependencies, dependencies)) return { record: before, problems: [], isNew: false }
    return { record: { ...before, dependencies: [...dependencies] }, problems: [], isNew: true }
  }
  const { facts, compressed } = await finisher.finish({ path, contentType, body, siteUrl })
  const record = {
    hash,
    size: body.byteLength,
    status: expectedStatus(path),
    contentType,
    brotliSize: compressed?.byteLength ?? null,
    refersTo: facts.refersTo,
    csp: facts.csp,
    dependencies: [...dependencies],
  } satisfies FileRecord
  staged.write(record, compressed ?? body)
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
