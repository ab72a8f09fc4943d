import { pathToFileURL } from 'node:url'
import type { SanityClient } from '@sanity/client'
import { z } from 'zod'

const snapshotShape = z.looseObject({
  documents: z.array(z.looseObject({ id: z.string(), rev: z.string(), type: z.string() })),
  faults: z.array(
    z.looseObject({
      documentId: z.string(),
      type: z.string(),
      title: z.string(),
      field: z.string(),
      reason: z.string(),
      studioUrl: z.string(),
    }),
  ),
})

/** All published content at one moment. The publisher reads these two lists and hands the rest through. */
export type Snapshot = z.output<typeof snapshotShape>

/** One finished file of the site. */
export type Rendered = { status: number; contentType: string; body: Uint8Array }

/** What a file is made of. The same three values make the same bytes. */
export type RenderContext = {
  snapshot: Snapshot
  now: Temporal.Instant
  /** The origin that patients use. */
  siteUrl: string
}

/** The site's code, built once per code version: from content and time to files. */
export type Renderer = {
  /** Reads all that is published; of a document that breaks its contract, `previous` gives the last good version. */
  loadSnapshot(client: SanityClient, previous?: Snapshot, options?: { studioUrl?: string }): Promise<Snapshot>
  /** Every path of a release: '/', '/articles/x/', '/404.html', '/release.json', '/media/…'. */
  paths(snapshot: Snapshot, now: Temporal.Instant): string[]
  render(path: string, context: RenderContext): Promise<Rendered>
  /** The next instant at which the output differs with no edit. */
  nextChangeAt(snapshot: Snapshot, now: Temporal.Instant): Temporal.Instant | null
}

const rendererShape = z.object({
  loadSnapshot: callable<Renderer['loadSnapshot']>('loadSnapshot'),
  paths: callable<Renderer['paths']>('paths'),
  render: callable<Renderer['render']>('render'),
  nextChangeAt: callable<Renderer['nextChangeAt']>('nextChangeAt'),
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

/** @throws TypeError if `value`, which code or a file gave, is no snapshot. */
export function assertSnapshot(value: unknown): asserts value is Snapshot {
  const result = snapshotShape.safeParse(value)
  if (!result.success) {
    throw new TypeError(`This is no snapshot of the content: ${z.prettifyError(result.error)}`)
  }
}

function callable<Function>(name: string) {
  return z.custom<Function>(value => typeof value === 'function', `${name} is not a function`)
}
