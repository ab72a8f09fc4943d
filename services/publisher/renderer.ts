import { pathToFileURL } from 'node:url'
import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import type { PreviewFunctions } from '#renderer/preview-contract.ts'

export type { FieldWords, TypedDay } from '#renderer/preview-contract.ts'

/** What the publisher keeps on disk of a published document, and hands back to the renderer. */
export type DocumentRecord = {
  readonly id: string
  readonly type: string
  /** The revision that is published. */
  readonly rev: string
  /** The revision that is shown: an older one, or none, while the document is held back. */
  readonly shownRev: string | null
  /** The version that is shown, in the renderer's own packing. */
  readonly content: Uint8Array | null
}

/** Something about a document that staff must mend. */
export type Fault = {
  readonly documentId: string
  readonly type: string
  readonly title: string
  readonly field: string
  readonly reason: string
  readonly studioUrl: string
  /** Whether its document waits because of it, or is out all the same. */
  readonly level: 'heldBack' | 'advice'
}

/** All published content at one moment. The publisher reads these two lists and hands the rest through. */
export type Snapshot = {
  readonly documents: readonly DocumentRecord[]
  /** Why documents are held back. */
  readonly faults: readonly Fault[]
}

/** A site at an instant. */
export type Moment = { snapshot: Snapshot; now: Temporal.Instant }

/** One finished file of the site. */
export type Rendered = {
  status: number
  contentType: string
  body: Uint8Array
  /** What it was made of, in the renderer's words; empty when it depends on the code alone. */
  reads: readonly string[]
}

/** What a file is made of. The same three values make the same bytes. */
export type PageInput = Moment & {
  /** The origin that patients use. */
  siteUrl: string
}

export type RenderContext = PageInput & {
  /** Fetches the originals of pictures; for those of drafts it must have the right to read them. */
  client: SanityClient
}

export type LoadOptions = {
  studioUrl?: string | undefined
  /** Ids of documents that are said to have changed: they are read first. */
  announced?: readonly string[]
  /** “published” unless it says otherwise: “drafts” gives each document as staff last left it. */
  perspective?: 'published' | 'drafts'
  signal?: AbortSignal
}

/** The site's code, built once per code version: from content and time to files. */
export type Renderer = PreviewFunctions & {
  /** Identifies the code. */
  codeVersion: string
  /**
   * Reads what is published, as far as it differs from `previous`; of a document that breaks its contract, `previous`
   * gives the last good version.
   */
  loadSnapshot(client: SanityClient, previous?: Snapshot, options?: LoadOptions): Promise<Snapshot>
  /** Which documents are published, at which revision: the cheapest question that shows a lost webhook. */
  loadRevisions(client: SanityClient, signal?: AbortSignal): Promise<{ id: string; rev: string }[]>
  /** A snapshot from what was kept of one. @throws if older code kept it otherwise. */
  restoreSnapshot(
    documents: readonly DocumentRecord[],
    faults: readonly Fault[],
    studioUrl: string,
  ): Promise<Snapshot>
  /** Every path of a release: '/', '/articles/x/', '/404.html', '/release.json', '/media/…'. */
  paths(snapshot: Snapshot, now: Temporal.Instant): string[]
  render(path: string, context: RenderContext): Promise<Rendered>
  /** Whether a path tells the bytes that stand there, so that they are the same whichever code and content made them. */
  isImmutable(path: string): boolean
  /** Everything that staff shall mend: why documents are held back, and what else can be put right. */
  faults(context: PageInput): readonly Fault[]
  /** Tells of what a file read whether it would come out otherwise after: that file is then rendered anew. */
  changesBetween(before: Moment, after: Moment): (read: string) => boolean
  /**
   * The content without the documents whose pages must not go live, for the reasons given by path: their versions of
   * `previous` take their places. Null when no document that changed since is to blame.
   */
  holdBack(
    moment: Moment,
    reasons: ReadonlyMap<string, string>,
    previous: Snapshot | undefined,
    studioUrl: string,
  ): Snapshot | null
  /** The next instant at which the output differs with no edit. */
  nextChangeAt(snapshot: Snapshot, now: Temporal.Instant): Temporal.Instant | null
}

const rendererShape = z.object({
  codeVersion: z.string('codeVersion is not a text'),
  loadSnapshot: callable<Renderer['loadSnapshot']>('loadSnapshot'),
  loadRevisions: callable<Renderer['loadRevisions']>('loadRevisions'),
  restoreSnapshot: callable<Renderer['restoreSnapshot']>('restoreSnapshot'),
  paths: callable<Renderer['paths']>('paths'),
  render: callable<Renderer['render']>('render'),
  faults: callable<Renderer['faults']>('faults'),
  isImmutable: callable<Renderer['isImmutable']>('isImmutable'),
  changesBetween: callable<Renderer['changesBetween']>('changesBetween'),
  holdBack: callable<Renderer['holdBack']>('holdBack'),
  nextChangeAt: callable<Renderer['nextChangeAt']>('nextChangeAt'),
  fieldWords: callable<Renderer['fieldWords']>('fieldWords'),
  readDay: callable<Renderer['readDay']>('readDay'),
  describeInstant: callable<Renderer['describeInstant']>('describeInstant'),
})

/** The renderer is not there, or is not one. */
export class RendererError extends Error {
  override readonly name = 'RendererError'
  readonly code = 'ERR_RENDERER'
}

/**
 * Loads the built renderer from `file`, the absolute path of an ES module.
 * @throws RendererError that says how to build it.
 */
export async function loadRenderer(file: string): Promise<Renderer> {
  let module: unknown
  try {
    module = await import(pathToFileURL(file).href)
  } catch (cause) {
    throw new RendererError(
      `The built renderer ${file} cannot be loaded. Build it with “npm run renderer:build”, then start again.`,
      { cause },
    )
  }
  const result = rendererShape.safeParse({ ...Object(module) })
  if (result.success) return result.data
  const missing = result.error.issues.map(issue => issue.path.join('.')).join(', ')
  throw new RendererError(
    `${file} is no renderer of this site: it does not export ${missing}. Build it anew with “npm run renderer:build”.`,
  )
}

function callable<Function>(name: string) {
  return z.custom<Function>(value => typeof value === 'function', `${name} is not a function`)
}
