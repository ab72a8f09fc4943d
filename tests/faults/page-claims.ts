import { answerAt, lastEditOf } from './editions.ts'

/** What a page says of the release that it comes from. */
export type Claims = {
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
export function readClaims(html: string): Claims {
  if (!html.startsWith('<!') || !/<\/html>\s*$/i.test(html)) throw new Error('The page is not whole.')
  const editions = new Set(Array.from(html.matchAll(/\bedition-(\d+)/g), ([, number]) => Number(number)))
  const [edition] = editions
  if (edition === undefined) throw new Error('The page names no edition.')
  if (editions.size > 1) throw new Error(`The page mixes editions ${[...editions].join(' and ')}.`)
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
