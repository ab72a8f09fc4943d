import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { SanityClient } from '@sanity/client'
import type { Rendered, Renderer, Snapshot } from '#renderer/contract.ts'
import { type Problem, ReleaseCheckError } from '../checks/problem.ts'
import type { Log } from '../log.ts'
import { computeHash } from './file-store.ts'
import { findStale } from './find-stale.ts'
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
import type { Differences } from './shards.ts'

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
  /** From the files of the previous release to those of this one. */
  differences: Differences
  /** The renderer's manifest, `/release.json`. */
  manifest: Uint8Array
  problems: Problem[]
  /** Number of files that were rendered. */
  rendered: number
  /** Number of files that were reused without rendering. */
  reused: number
}

/**
 * Renders stale files, writes those that differ from the previous release, and reuses the records of the rest.
 * @throws ReleaseCheckError if the renderer's list of files or its manifest is unusable.
 */
export async function buildRelease(input: BuildInput): Promise<BuiltRelease> {
  const known = input.previous?.release.record.files
  const { stale, gone, reused } = findStale(input)
  const files = new Map(known)
  for (const path of gone) files.delete(path)
  const changed: string[] = []
  const problems: Problem[] = []
  const intern = createIntern()
  const made: { redirects: RedirectRecord[]; manifest: Rendered | null } = { redirects: [], manifest: null }
  let done = 0
  let rendered = 0

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
      made.redirects = parse(path, redirectList, () => readJson(output))
      return
    }
    if (path === manifestPath) made.manifest = output
    const kept = await keepFile(path, output, input)
    problems.push(...kept.problems)
    if (!kept.isNew) return
    files.set(path, intern(kept.record))
    changed.push(path)
  }

  checkPaths([...stale].filter(path => !files.has(path)))
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
  // The build before may render for a while, and does not describe what it renders.
  const { release, publishedAt, codeVersion, nextChangeAt, timeZone } = parse(
    manifestPath,
    releaseManifest,
    () => (input.renderer.describe ? input.renderer.describe(input) : readJson(manifest)),
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
  return { record, differences: { changed, gone }, manifest: manifest.body, problems, rendered, reused }
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

function readJson({ body }: Rendered): unknown {
  return JSON.parse(new TextDecoder().decode(body))
}

/** @throws ReleaseCheckError if what the renderer gives cannot be used. */
function parse<Output>(path: string, shape: { parse(value: unknown): Output }, give: () => unknown): Output {
  try {
    return shape.parse(give())
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ReleaseCheckError([
      { path, rule: 'shape', message: `the renderer’s data cannot be used: ${reason}` },
    ])
  }
}
