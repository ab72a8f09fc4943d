import type { Finding } from '../findings.ts'

/*
 * Shortcodes are WordPress’ words in square brackets: [gallery ids="1,2"], [caption]…[/caption]. Other words in
 * brackets, as in “[sic]” or “[1]”, are text.
 */

/** Shortcodes that are written without attributes and without an end, so that only their name tells them from text. */
const plainNames: ReadonlySet<string> = new Set(
  'archives audio contact contact-form contact-form-7 embed form gallery playlist recent-posts searchform sitemap subscribe testimonials toc video'.split(
    ' ',
  ),
)

const shortcode = /\[(\[?)(\/?)([a-z][\w-]*)((?:\s+[^[\]<>]*|\s*=[^[\]<>]*)?)(\/?)\](\]?)/gi

/** A picture of the export for each id of a gallery, as HTML. */
export interface Galleries {
  picture(id: string): string | null
  /** Those that were uploaded to the text, for a gallery that names none. */
  own(): string[]
}

/** HTML without shortcodes: those of WordPress itself become HTML, of others the words inside stay. */
export function expandShortcodes(html: string, galleries: Galleries, findings: Finding[]): string {
  const withCaptions = html.replace(
    /\[(?:wp_)?caption([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/gi,
    (_, attributes: string, inner: string) => captionFigure(attributes, inner),
  )
  const withLinks = withCaptions.replace(
    /\[embed[^\]]*\]\s*([\s\S]*?)\s*\[\/embed\]/gi,
    (_, url: string) => `\n\n${url}\n\n`,
  )
  const closed = new Set(
    [...withLinks.matchAll(/\[\/([a-z][\w-]*)\]/gi)].map(([, name = '']) => name.toLowerCase()),
  )
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
      if (lower === 'gallery') return gallery(attributes, galleries, findings, whole)
      if (!slash) findings.push({ kind: 'shortcode', words: whole })
      // What stood around it stays apart, as it did on the page.
      return `${open}${close}`
    },
  )
}

function captionFigure(attributes: string, inner: string): string {
  const typed = attributeOf(attributes, 'caption')
  const [, picture = '', words = ''] =
    /^\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)([\s\S]*)$/i.exec(inner) ?? []
  if (!picture) return inner
  return `<figure>${picture}<figcaption>${typed ?? words}</figcaption></figure>`
}

function gallery(attributes: string, galleries: Galleries, findings: Finding[], whole: string): string {
  const ids = (attributeOf(attributes, 'ids') ?? attributeOf(attributes, 'include'))
    ?.split(/[\s,]+/)
    .filter(Boolean)
  const pictures = ids ? ids.map(id => galleries.picture(id)) : galleries.own()
  const missing = ids?.filter((_, index) => !pictures[index]) ?? []
  if (pictures.length === 0) findings.push({ kind: 'shortcode', words: whole })
  for (const id of missing) findings.push({ kind: 'pictureFile', words: `picture ${id} of ${whole}` })
  return `\n\n${pictures.filter(picture => picture !== null).join('\n\n')}\n\n`
}

function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s\\]]+))`, 'i').exec(attributes)
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null
}
