// @ts-check
// How words of a document and words of a page are compared: by what a reader takes for the same.

/** @param {string} text */
export function plainWords(text) {
  return text
    .replace(/[\u00ad\u200b]/g, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.:]$/, '')
}
