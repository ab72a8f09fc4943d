/** Somebody of the team who may have reviewed an article. */
export interface Reviewer {
  id: string
  name: string
  credentials: string | null
}

/**
 * The clinician who is signed in, told by name, or by the name in the address of the mail; null for none. Somebody
 * without credentials reviews nothing, and is not proposed.
 */
export function findReviewer(
  user: { name?: string; email?: string } | null,
  reviewers: readonly Reviewer[],
): Reviewer | null {
  const signedIn = [user?.name, user?.email?.split('@')[0]].map(name => toWords(name ?? ''))
  return (
    signedIn
      .filter(words => words.length > 1)
      .map(words => reviewers.filter(({ name, credentials }) => credentials && isSame(words, toWords(name))))
      .find(found => found.length === 1)?.[0] ?? null
  )
}

/** Titles and credentials aside, all the names of one are among those of the other, first and last at least. */
function isSame(words: string[], name: string[]): boolean {
  return (
    name.length > 1 && (words.every(word => name.includes(word)) || name.every(word => words.includes(word)))
  )
}

function toWords(name: string): string[] {
  const ascii = name.normalize('NFD').replace(/\p{Diacritic}/gu, '')
  const [main = ''] = ascii.toLowerCase().split(',')
  return (main.match(/[a-z]{2,}/g) ?? []).filter(
    word => !['dr', 'mr', 'mrs', 'ms', 'md', 'phd'].includes(word),
  )
}
