/** Adults read English non-fiction silently at 238 words a minute (Brysbaert 2019, 10.1016/j.jml.2019.104047). */
const wordsPerMinute = 238

/** How long an article takes to read, in whole minutes, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.ceil(words / wordsPerMinute))
}
