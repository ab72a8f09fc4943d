import type { Site } from './site.ts'

/**
 * Something that a page may want to know of the site. Pages learn of content and time by questions alone, so that the
 * questions that were asked tell what a page was made of: while all their answers stay the same, so does the page.
 */
export interface Question<Answer> {
  readonly name: string
  /** The answer, worked out once for a site. `of` says about what: an id, a slug, a number; '' for the site as a whole. */
  answer(site: Site, of: string): Answer
}

/** How pages ask. */
export type Ask = <Answer>(question: Question<Answer>, of?: string) => Answer

/** A question by the name that it is recorded under; equal names would be taken for one. An answer is never undefined. */
export function defineQuestion<Answer>(
  name: string,
  work: (site: Site, of: string) => Answer,
): Question<Answer> {
  const answers = new WeakMap<Site, Map<string, Answer>>()
  return {
    name,
    answer(site, of) {
      const known = answers.get(site) ?? new Map<string, Answer>()
      answers.set(site, known)
      const before = known.get(of)
      if (before !== undefined) return before
      const answer = work(site, of)
      known.set(of, answer)
      return answer
    },
  }
}

/** Answers from a site; every question asked goes into `asked`, as `name of`. */
export function createAsk(site: Site, asked?: Set<string>): Ask {
  return (question, of = '') => {
    asked?.add(of === '' ? question.name : `${question.name} ${of}`)
    return question.answer(site, of)
  }
}
