/** Attributes of the script that the preview adds to a page. */
export type OverlayMark = {
  /** Identifies the page's bytes as rendered. */
  hash: string
  /** The requested instant; null for now. */
  at: Temporal.Instant | null
}

/** styled-components, by which the overlay is drawn, adds its rules to a style element that has no text. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** The preview's script, which loads the rest. */
const scriptPath = '/_preview/overlay.js'

const policyTag = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/

/**
 * A page for the preview: the rendered bytes, one script tag, and a policy that lets only the overlay run, show its
 * styles and connect to the preview.
 */
export function withOverlay(html: string, { hash, at }: OverlayMark): string {
  const instant = at ? ` data-at="${at}"` : ''
  const tag = `<script src="${scriptPath}" data-hash="${hash}"${instant}></script>`
  const amended = html.replace(policyTag, (meta, policy: string) =>
    meta.replace(policy, () => amendPolicy(policy)),
  )
  const headEnd = amended.indexOf('</head>')
  return headEnd < 0 ? tag + amended : amended.slice(0, headEnd) + tag + amended.slice(headEnd)
}

/** The page's policy with what the overlay needs in addition. */
export function amendPolicy(policy: string): string {
  const directives = policy
    .split(';')
    .map(directive => directive.trim())
    .filter(directive => directive !== '')
  for (const [name, source] of [
    ['script-src', "'self'"],
    ['connect-src', "'self'"],
    ['style-src', emptyStyle],
  ] as const) {
    const index = directives.findIndex(directive => directive.split(/\s/, 1)[0]?.toLowerCase() === name)
    const found = directives[index]
    if (found === undefined) directives.push(`${name} ${source}`)
    else if (/\s'none'$/.test(found)) directives[index] = `${name} ${source}`
    else if (!found.split(/\s+/).includes(source)) directives[index] = `${found} ${source}`
  }
  return directives.join('; ')
}
