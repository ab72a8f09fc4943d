import type { SanityClient } from '@sanity/client'
import type { Fault } from '#domain/fault.ts'
import type { DocumentRecord } from '#sanity/kept-document.ts'
import type { LoadOptions } from '#sanity/load-snapshot.ts'
import type { Revision } from '#sanity/snapshot.ts'
import type { PreviewFunctions, PreviewState, TypedDay } from './preview-contract.ts'

/*
 * What the publisher and the built renderer agree on: types alone, and all of `src/` that the publisher may import.
 */

export type { DocumentRecord, Fault, LoadOptions, PreviewState, Revision, TypedDay }

/** All published content at one moment. The publisher reads these two lists, and passes the rest back as it came. */
export interface Snapshot {
  readonly documents: readonly DocumentRecord[]
  /** Why documents are held back. */
  readonly faults: readonly Fault[]
}

/** A site at an instant. */
export interface Moment<Content = Snapshot> {
  snapshot: Content
  now: Temporal.Instant
}

/** What a page is made of: the same three values make the same bytes. */
export interface PageInput<Content = Snapshot> extends Moment<Content> {
  /** The origin that patients use, without a slash at its end. */
  siteUrl: string
}

export interface RenderContext<Content = Snapshot> extends PageInput<Content> {
  /** Fetches the originals of pictures; for those of drafts it must have the right to read them. */
  client: SanityClient
  /** Calls the function of `drawing` on another thread; without it, the renderer draws on its own. */
  draw?: (drawn: unknown) => Promise<Uint8Array>
  /** Whether elements carry `data-sanity`, which says what field they show: for the preview alone. */
  isEditable?: boolean
}

/** A function `(drawn: unknown) => Promise<Uint8Array>`. */
export interface Drawing {
  /** A URL. */
  module: string
  name: string
}

/** One finished file of a release. */
export interface Rendered {
  status: number
  contentType: string
  body: Uint8Array
  /** What it was made of, in the renderer's words. Empty for a file that comes with the code. */
  dependencies: readonly string[]
}

/** What `/release.json` says of the release itself. Instants are ISO 8601 in UTC. */
export interface ReleaseHead {
  /** Identifies the release: the same code, content and instant make the same one. */
  release: string
  publishedAt: string
  codeVersion: string
  /** When the site next changes with no edit; null for never. */
  nextChangeAt: string | null
  /** The clinic's IANA time zone: by it staff read the instants. */
  timeZone: string
}

/** What goes with the records of a snapshot. */
export interface KeptBy {
  codeVersion: string
  contentVersion: string
  faults: readonly Fault[]
  studioUrl: string
}

/** The site's code, built once per code version: from content and time to files. */
export interface Renderer<Content extends Snapshot = Snapshot> extends PreviewFunctions {
  /** Identifies the code: twelve hexadecimal digits. */
  codeVersion: string
  /** Identifies what of the code reads and validates documents: another one may make something else of the same documents. */
  contentVersion: string
  /**
   * Reads what is published, as far as it differs from `previous`; for a document that breaks its contract, `previous`
   * gives the last good version.
   */
  loadSnapshot(client: SanityClient, previous?: Content, options?: LoadOptions): Promise<Content>
  /** Which documents are published, at which revision: the cheapest query that shows a lost webhook. */
  loadRevisions(client: SanityClient, signal?: AbortSignal): Promise<Revision[]>
  /**
   * A snapshot from the records of one. Those of another content version are validated again: of a document that breaks its
   * contract now, nothing is shown, and `loadSnapshot` reads each of them again. @throws Error if no site can be made of them.
   */
  restoreSnapshot(documents: readonly DocumentRecord[], keptBy: KeptBy): Promise<Content>
  /** The head of the release that these values make, as its `/release.json` has it. */
  describe?(input: PageInput<Content>): ReleaseHead
  /** Every path of a release: '/', '/articles/x/', '/404.html', '/release.json', '/media/…'. */
  paths(snapshot: Content, now: Temporal.Instant): string[]
  /** Paths of pages that the release does not have for as long as there is nothing to show on them. */
  closedPaths(snapshot: Content, now: Temporal.Instant): string[]
  /**
   * The file at a path. A path that the release does not have gives 404.
   * @throws whatever a page throws: a page that cannot be made must stop its release.
   */
  render(path: string, context: RenderContext<Content>): Promise<Rendered>
  /** What draws share images: an exported function of a module, whose file any thread can load. */
  drawing: Drawing
  /** Whether a path names its bytes, so that they are the same whichever code and content made them. */
  isImmutable(path: string): boolean
  /** How staff know a document of any code: “Sleep and mood” (Articles). */
  nameDocument(record: DocumentRecord): string
  /** Everything that staff should mend, as `/release.json` lists it: why documents are held back, and advice. */
  faults(input: PageInput<Content>): readonly Fault[]
  /**
   * Whether a dependency has another value after than before: files that have it must be re-rendered. Where nothing has been asked of
   * `after` yet, only what read something that changed is compared; otherwise, everything is.
   */
  changesBetween(before: Moment<Content>, after: Moment<Content>): (dependency: string) => boolean
  /**
   * The content without the documents whose pages must not go live, for the reasons given by path: their versions of
   * `previous` take their places. Null when no document that changed since is to blame.
   */
  holdBack(
    moment: Moment<Content>,
    reasons: ReadonlyMap<string, string>,
    previous: Content | undefined,
    studioUrl: string,
  ): Content | null
  /** Whether the content is the sample, under its own name: most of its pages may leave at once. */
  isSample(snapshot: Content): boolean
  /** The next instant at which the output differs with no edit; null for never. */
  nextChangeAt(snapshot: Content, now: Temporal.Instant): Temporal.Instant | null
}
