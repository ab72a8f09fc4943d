/** What XML cannot hold (XML 1.0, “Characters”), lone surrogates among it, and other controls that no reader sees. */
const unprintable = /[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** An editor's words in one line, without characters that a feed or a calendar could not hold. */
export function plainLine(text: string): string {
  return text.replace(unprintable, '').replace(/\s+/g, ' ').trim()
}
