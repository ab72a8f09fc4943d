import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { DocumentRecord, Renderer } from '#renderer/contract.ts'

/** What the contract asks of the module; that it does what it says is for the contract's own types and tests. */
const rendererShape = z.object({
  codeVersion: z.string('codeVersion is not a text'),
  contentVersion: z.string(),
  loadSnapshot: callable<Renderer['loadSnapshot']>('loadSnapshot'),
  loadRevisions: callable<Renderer['loadRevisions']>('loadRevisions'),
  restoreSnapshot: callable<Renderer['restoreSnapshot']>('restoreSnapshot'),
  paths: callable<Renderer['paths']>('paths'),
  render: callable<Renderer['render']>('render'),
  faults: callable<Renderer['faults']>('faults'),
  drawing: z.object({ module: z.url(), name: z.string() }, 'drawing is not a function of a module'),
  isImmutable: callable<Renderer['isImmutable']>('isImmutable'),
  changesBetween: callable<Renderer['changesBetween']>('changesBetween'),
  holdBack: callable<Renderer['holdBack']>('holdBack'),
  // The build before may render for a while, and has none of these four.
  describe: callable<NonNullable<Renderer['describe']>>('describe').optional(),
  closedPaths: callable<Renderer['closedPaths']>('closedPaths').default(() => () => []),
  nameDocument: callable<Renderer['nameDocument']>('nameDocument').default(() => nameById),
  isSample: callable<Renderer['isSample']>('isSample').default(() => () => false),
  nextChangeAt: callable<Renderer['nextChangeAt']>('nextChangeAt'),
  overlayFile: callable<Renderer['overlayFile']>('overlayFile'),
  readDay: callable<Renderer['readDay']>('readDay'),
  describeInstant: callable<Renderer['describeInstant']>('describeInstant'),
}) satisfies z.ZodType<Renderer>

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
  const given = Object(Object(module).renderer)
  // The build before may have none: what reads content changed with any of its code.
  const result = rendererShape.safeParse({ contentVersion: given.codeVersion, ...given })
  if (result.success) return result.data
  const missing = result.error.issues.map(issue => issue.path.join('.')).join(', ')
  throw new RendererError(
    `${file} is no renderer of this site: its “renderer” lacks ${missing}. Build it again with “npm run renderer:build”.`,
  )
}

function nameById({ id }: DocumentRecord): string {
  return `“${id}”`
}

function callable<Function>(name: string) {
  return z.custom<Function>(value => typeof value === 'function', `${name} is not a function`)
}
