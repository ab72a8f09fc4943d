import type { Renderer, Snapshot } from '#renderer/contract.ts'
import { listProblems, ReleaseCheckError } from '../checks/problem.ts'
import { checkUpgrade } from './check-upgrade.ts'
import { type Published, publishOnce } from './publish-once.ts'

/** Each round holds back what the one before found; a page may break once another is taken from under it. */
const mostRounds = 5

/**
 * Publishes what is fit to be: where a page fails a check, the document that it is the page of is held back, its version
 * that is live stays, and all else goes ahead. Answers what the release was made of, too.
 * @throws ReleaseCheckError when no document that changed is to blame, when it takes too many, or when new code would take
 * from patients what they see.
 */
export async function publishFit(
  input: Parameters<typeof publishOnce>[0] & {
    studioUrl: string | undefined
    /** Whether pages and documents may vanish, however many. */
    acceptsRemoval: boolean
  },
): Promise<Published & { snapshot: Snapshot }> {
  const { renderer, now, content, log, studioUrl } = input
  let { snapshot } = input
  for (let round = 1; ; round += 1) {
    if (!input.acceptsRemoval) await checkUpgrade({ ...input, snapshot })
    try {
      return { ...(await publishOnce({ ...input, snapshot })), snapshot }
    } catch (error) {
      if (!(error instanceof ReleaseCheckError) || round === mostRounds) throw error
      const reasons = reasonsByPath(error, renderer)
      const fit = renderer.holdBack({ snapshot, now }, reasons, content ?? undefined, studioUrl ?? '')
      if (fit === null) throw error
      log.warn(
        { problems: listProblems(error) },
        'Some pages are not fit to go live: their documents are held back',
      )
      snapshot = fit
    }
  }
}

function reasonsByPath({ problems }: ReleaseCheckError, renderer: Renderer): Map<string, string> {
  const reasons = new Map<string, string>()
  for (const { path, rule, message } of problems) {
    if (path === null) continue
    // A picture that could not be fetched may be there at the next try: no document is to blame.
    if (rule === 'rendered' && renderer.isImmutable(path)) continue
    const before = reasons.get(path)
    reasons.set(path, before === undefined ? `On its page, ${message}` : `${before} Also, ${message}`)
  }
  return reasons
}
