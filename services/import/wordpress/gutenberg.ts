import type { Finding } from '../findings.ts'

/*
 * The block editor writes HTML between comments: <!-- wp:paragraph --><p>…</p><!-- /wp:paragraph -->. Most blocks are
 * complete as HTML; some have none, and WordPress fills them in when the page is shown.
 */

/** The text between `<!--` and `-->`, trimmed. */
const blockComment = /^(\/?)wp:([a-z][a-z0-9_-]*(?:\/[a-z][a-z0-9_-]*)?)(?:\s+(\{[\s\S]*\}))?(?:\s+\/|\/)?$/

/** WordPress' own blocks that are complete as HTML. */
const plainBlocks: ReadonlySet<string> = new Set(
  'audio button buttons code column columns cover details embed file footnotes freeform gallery group heading html image list list-item media-text missing more nextpage paragraph preformatted pullquote quote separator shortcode social-link social-links spacer subhead table text-columns verse video core-embed'.split(
    ' ',
  ),
)

export function isMadeOfBlocks(html: string): boolean {
  return html.includes('<!-- wp:')
}

/**
 * Replaces references to reusable patterns with the patterns.
 * @param findReusable The content of a pattern, by its id.
 */
export function expandBlocks(
  html: string,
  findReusable: (id: string) => string | null,
  findings: Finding[],
  around: Around = { ids: [], room: { characters: mostExpanded } },
): string {
  return replaceComments(html, (whole, comment) => {
    const found = blockComment.exec(comment)
    if (!found || found[1]) return whole
    const [, , name = '', attributes = ''] = found
    const isVoid = comment.endsWith('/')
    const [space, block = ''] = name.includes('/') ? name.split('/') : ['core', name]
    const said = `${name} ${attributes}`.trim()
    if (space === 'core' && block === 'block') {
      const id = /"ref"\s*:\s*(\d+)/.exec(attributes)?.[1] ?? ''
      const isOpen = around.ids.includes(id) || around.ids.length === deepestReuse
      const content = isOpen ? null : findReusable(id)
      if (content !== null && content.length <= around.room.characters) {
        around.room.characters -= content.length
        return expandBlocks(content, findReusable, findings, { ...around, ids: [...around.ids, id] })
      }
      findings.push({ kind: 'dynamicBlock', words: said })
    } else if (space === 'core-embed' || (space === 'core' && plainBlocks.has(block))) {
      if (isVoid && !/^(?:spacer|separator|nextpage|more|social-link)$/.test(block)) {
        findings.push({ kind: 'dynamicBlock', words: said })
      } else if (block === 'social-link') findings.push({ kind: 'dynamicBlock', words: said })
    } else findings.push({ kind: space === 'core' ? 'dynamicBlock' : 'pluginBlock', words: said })
    return whole
  })
}

/** The enclosing patterns, outermost first, and how much more pattern text may be inserted. */
interface Around {
  ids: readonly string[]
  room: { characters: number }
}

const deepestReuse = 5
const mostExpanded = 500_000

/** Replaces each comment in a text, except an unclosed one. */
function replaceComments(html: string, replacement: (whole: string, comment: string) => string): string {
  const parts: string[] = []
  let from = 0
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', from)) {
    const end = html.indexOf('-->', start + 4)
    if (end < 0) break
    parts.push(
      html.slice(from, start),
      replacement(html.slice(start, end + 3), html.slice(start + 4, end).trim()),
    )
    from = end + 3
  }
  return parts.join('') + html.slice(from)
}

/** Turns addresses on lines of their own, which WordPress shows as embeds (a video, a post), into links. */
export function linkEmbeds(html: string, findings: Finding[]): string {
  return html.replace(
    /(^|\n|<div class="wp-block-embed__wrapper">|<p>)[ \t]*(https?:\/\/[^\s<>"]+)[ \t\n]*(?=$|\n|<\/div>|<\/p>)/g,
    (_, before: string, url: string) => {
      findings.push({ kind: 'embed', words: url })
      const address = url.replaceAll('&amp;', '&').replaceAll('&', '&amp;').replaceAll('"', '&quot;')
      return before === '<p>'
        ? `<p><a href="${address}">${address}</a>`
        : `${before}\n\n<a href="${address}">${address}</a>\n\n`
    },
  )
}
