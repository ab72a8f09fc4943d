/** A stretch of words; a quote is the name of a button, a field or a line. */
export interface Stretch {
  readonly text: string
  readonly isQuote: boolean
}

/** Splits words at their “quotation marks”, which the stretches do not hold. */
export function splitQuotes(words: string): Stretch[] {
  return words
    .split(/(“[^“”]*”)/)
    .filter(Boolean)
    .map(text =>
      text.startsWith('“') ? { text: text.slice(1, -1), isQuote: true } : { text, isQuote: false },
    )
}
