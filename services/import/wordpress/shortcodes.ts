import type { Finding } from '../findings.ts'

/*
 * Shortcodes are WordPress’ words in square brackets: [gallery ids="1,2"], [caption]…[/caption]. Other words in
 * brackets, as in “[sic]” or “[1]”, are text. No pattern here can match the same letters in two ways, so that any text
 * is read in linear time.
 */

/** Shortcodes without attributes and end, distinguished from text only by their name. */
const plainNames: ReadonlySet<string> = new Set(
  'archives audio contact contact-form contact-form-7 embed form gallery playlist recent-posts searchform sitemap subscribe testimonials toc video'.split(
    ' ',
  ),
)

const shortcode = /\[(\[?)(\/?)([a-z][\w-]*)((?:[\s=][^[\]<>]*)?)(\/?)\](\]?)/gi

/** A picture of the export for each id of a gallery, as HTML. */
export interface Galleries {
  picture(id: string): string | null
  /** The pictures uploaded to the text, for a gallery without ids. */
  own(): string[]
}

/** Limit of pictures from galleries in one text. */
const mostPictures = 500

/** HTML without shortcodes: WordPress' own become HTML; others leave their content. */
export function expandShortcodes(html: string, galleries: Galleries, findings: Finding[]): string {
  const withCaptions = replacePairs(html, /\[(\/?)(?:wp_)?caption([^[\]]*)\]/gi, captionFigure)
  const withLinks = replacePairs(
    withCaptions,
    /\[(\/?)embed([^[\]]*)\]/gi,
    (_, url) => `\n\n${url.trim()}\n\n`,
  )
  const closed = new Set(
    [...withLinks.matchAll(/\[\/([a-z][\w-]*)\]/gi)].map(([, name = '']) => name.toLowerCase()),
  )
  let room = mostPictures
  return withLinks.replace(
    shortcode,
    (
      whole,
      open: string,
      slash: string,
      name: string,
      attributes: string,
      selfClosed: string,
      close: string,
    ) => {
      if (open && close) return whole.slice(1, -1)
      const lower = name.toLowerCase()
      const isKnown = plainNames.has(lower) || /=/.test(attributes) || /[_-]/.test(name)
      if (!isKnown && !closed.has(lower) && !selfClosed) return whole
      if (lower === 'gallery') {
        const pictures = room > 0 ? findPictures(attributes, galleries, findings, whole).slice(0, room) : []
        if (room === 0) findings.push({ kind: 'shortcode', words: whole })
        room -= pictures.length
        return `\n\n${pictures.join('\n\n')}\n\n`
      }
      if (!slash) findings.push({ kind: 'shortcode', words: whole })
      // Keeps the texts around it apart, as on the page.
      return `${open}${close}`
    },
  )
}

/** Replaces the text from an opening shortcode to the next closing one; an unclosed one stays. */
function replacePairs(
  html: string,
  tag: RegExp,
  replacement: (attributes: string, inner: string) => string,
): string {
  const parts: string[] = []
  let from = 0
  let opening: RegExpExecArray | null = null
  for (const found of html.matchAll(tag)) {
    if (!found[1]) opening ??= found
    else if (opening) {
      const inner = html.slice(opening.index + opening[0].length, found.index)
      parts.push(html.slice(from, opening.index), replacement(opening[2] ?? '', inner))
      from = found.index + found[0].length
      opening = null
    }
  }
  return parts.join('') + html.slice(from)
}

function captionFigure(attributes: string, inner: string): string {
  const typed = findAttribute(attributes, 'caption')
  const [, picture = '', words = ''] =
    /^\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*<\/a>)?)([\s\S]*)$/i.exec(inner) ?? []
  if (!picture) return inner
  return `<figure>${picture}<figcaption>${typed ?? words}</figcaption></figure>`
}

function findPictures(
  attributes: string,
  galleries: Galleries,
  findings: Finding[],
  whole: string,
): string[] {
  const ids = (findAttribute(attributes, 'ids') ?? findAttribute(attributes, 'include'))
    ?.split(/[\s,]+/)
    .filter(Boolean)
    .slice(0, mostPictures)
  const own = ids ? [] : galleries.own()
  if (!ids?.length && own.length === 0) findings.push({ kind: 'shortcode', words: whole })
  if (!ids) return own
  return ids.flatMap(id => {
    const picture = galleries.picture(id)
    if (picture === null) findings.push({ kind: 'pictureFile', words: `picture ${id} of ${whole}` })
    return picture ?? []
  })
}

function findAttribute(attributes: string, name: string): string | null {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s\\]]+))`, 'i').exec(attributes)
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null
}
