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

/** In one sentence after the other. */
const mostInLine = 10

/** One below the other. */
const mostInList = 20

/** What all problems of a release have in common. */
type Common = {
  /** The reason for staff. */
  summary: string
  /** What the person who runs the site can do: for them alone. */
  hint: string
}

/** A release failed its checks; the previous one stays live. */
export class ReleaseCheckError extends Error {
  override readonly name = 'ReleaseCheckError'
  readonly code = 'ERR_RELEASE_CHECK'
  readonly problems: readonly Problem[]
  readonly summary: string | null

  constructor(problems: readonly Problem[], common: Common | null = null) {
    super(
      common
        ? [`${common.summary} ${common.hint}`, ...shorten(problems, mostInList).map(describeProblem)].join(
            '\n  - ',
          )
        : shorten(problems, mostInLine).map(describeProblem).join(' '),
    )
    this.problems = problems
    this.summary = common?.summary ?? null
  }
}

/** New code can make no site of what is published, whatever may vanish. */
export class UnusableContentError extends Error {
  override readonly name = 'UnusableContentError'
  readonly code = 'content-incomplete'
  readonly problems: readonly Problem[]
  /** The reason for staff. */
  readonly summary: string

  /** `cause` has a line of its own for each field that the new code cannot use. */
  constructor(summary: string, problem: string, cause: Error) {
    super([summary, ...cause.message.split('\n').slice(1)].join('\n  - '), { cause })
    this.summary = summary
    this.problems = [{ path: null, rule: 'upgrade', message: problem }]
  }
}

/** Why a publish was refused, for people to read; none for a failure of another kind. */
export function listProblems(error: unknown): readonly Problem[] {
  if (error instanceof ReleaseCheckError || error instanceof UnusableContentError) {
    return shorten(error.problems, mostInList)
  }
  return []
}

/** The first of the problems, and how many more there are. */
function shorten(problems: readonly Problem[], most: number): Problem[] {
  const shown = problems.slice(0, most)
  const [last] = problems.slice(most)
  if (!last) return shown
  return [...shown, { path: null, rule: last.rule, message: `And ${problems.length - most} more.` }]
}

function describeProblem({ path, message }: Problem): string {
  return path === null ? message : `${path}: ${message}`
}
