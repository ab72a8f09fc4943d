import { answerAt, lastEditOf } from './editions.ts'

/** What a page says of the release that it comes from. */
export type PageFacts = {
  /** The edition that the page names, and names everywhere. */
  edition: number
  /** Files that a browser would load with it. */
  assets: string[]
  /** Pages of this site that it links to. */
  links: string[]
}

/**
 * Reads a page of a numbered site.
 * @throws Error if the page is not whole, or mixes two editions.
 */
export function readPageFacts(html: string): PageFacts {
  if (!html.startsWith('<!') || !/<\/html>\s*$/i.test(html)) throw new Error('The page is not whole.')
  const edition = editionIn(html)
  if (edition === null) throw new Error('The page names no edition.')
  for (const [mention, index, number] of html.matchAll(/\bas-of-(\d)-(\d+)/g)) {
    const expected = lastEditOf(Number(index), edition)
    if (Number(number) !== expected) {
      throw new Error(`A page of edition ${edition} says ${mention} where ${expected} was published.`)
    }
  }
  const links = Array.from(html.matchAll(/<a\b[^>]*\bhref="(\/[^"#?]*)/g), ([, path = '']) => path)
  for (const path of links) {
    const { status } = answerAt(path, edition)
    if (status === 200) continue
    throw new Error(`A page of edition ${edition} links to ${path}, which then answers ${status}.`)
  }
  return { edition, assets: [...new Set(assetsIn(html))], links: [...new Set(links)] }
}

/**
 * The edition that a text names, as every page does, and every feed; null for a file that belongs to no edition.
 * @throws Error if the text mixes two editions.
 */
export function editionIn(text: string): number | null {
  const editions = new Set(Array.from(text.matchAll(/\bedition-(\d+)/g), ([, number]) => Number(number)))
  if (editions.size > 1) throw new Error(`It mixes editions ${[...editions].join(' and ')}.`)
  const [edition = null] = editions
  return edition
}

function assetsIn(html: string): string[] {
  return [
    ...Array.from(
      html.matchAll(/<(?:link|img|script)\b[^>]*\b(?:href|src)="(\/[^"]*)"/g),
      ([, path = '']) => path,
    ),
    ...Array.from(html.matchAll(/\bsrcset="([^"]*)"/g), ([, list = '']) =>
      list.split(',').map(candidate => candidate.trim().split(' ', 1)[0] ?? ''),
    ).flat(),
  ].filter(path => /\.[a-z0-9]+$/.test(path))
}
