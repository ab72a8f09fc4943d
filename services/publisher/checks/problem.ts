/** Why a release may not go live. */
export type Problem = {
  /** The page or file; null for the release as a whole. */
  path: string | null
  rule:
    | 'rendered'
    | 'picture'
    | 'links'
    | 'privacy'
    | 'drafts'
    | 'editing marks'
    | 'removal'
    | 'shape'
    | 'upgrade'
  /** What is wrong, and what to do. */
  message: string
}

const shownProblems = 10

/** A release failed its checks; the previous one stays live. */
export class ReleaseCheckError extends Error {
  override readonly name = 'ReleaseCheckError'
  readonly code = 'ERR_RELEASE_CHECK'
  readonly problems: readonly Problem[]
  /** The reason for staff, where all problems together have one. */
  readonly summary: string | null

  constructor(problems: readonly Problem[], summary: string | null = null) {
    const shown = problems.slice(0, shownProblems).map(describeProblem)
    const more = problems.length - shown.length
    const lines = [
      ...(summary === null ? [] : [summary]),
      ...shown,
      ...(more > 0 ? [`And ${more} more.`] : []),
    ]
    super(lines.join(' '))
    this.problems = problems
    this.summary = summary
  }
}

function describeProblem({ path, message }: Problem): string {
  return path === null ? message : `${path}: ${message}`
}
