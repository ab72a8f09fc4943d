/** The words that somebody wrote, or null where there are none to see: a zero-width space is a name for nobody. */
export function findVisibleText(text: string | null): string | null {
  return text !== null && /[\p{L}\p{N}\p{S}\p{P}]/u.test(text) ? text.trim() : null
}
