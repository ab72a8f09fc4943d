import { objectsOf } from './walk.ts'

/** The paragraphs of Portable Text: headings and lists would make a text look easier than it is. */
export function paragraphsOf(body: unknown): string {
  return objectsOf(body, 'block')
    .filter(({ style, listItem }) => style === 'normal' && !listItem)
    .map(wordsOf)
    .join('\n')
}

/** The words of a block, without its sources. */
export function wordsOf(block: unknown): string {
  return objectsOf(block, 'span')
    .map(span => String(span.text))
    .join('')
}
