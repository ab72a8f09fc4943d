/** Attributes of the script that the preview adds to a page. */
export type OverlayMark = {
  /** Identifies the page's bytes as rendered. */
  hash: string
  /** The requested instant; null for now. */
  at: Temporal.Instant | null
}

/** The preview's script, which loads the rest. */
const scriptPath = '/_preview/overlay.js'

const policyTag = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/

/**
 * A page for the preview: the rendered bytes, one script tag, and a policy that lets only that script run and connect to
 * the preview.
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
  for (const name of ['script-src', 'connect-src']) {
    const index = directives.findIndex(directive => directive.split(/\s/, 1)[0]?.toLowerCase() === name)
    const found = directives[index]
    if (found === undefined) directives.push(`${name} 'self'`)
    else if (/\s'none'$/.test(found)) directives[index] = `${name} 'self'`
    else if (!/\s'self'(?:\s|$)/.test(found)) directives[index] = `${found} 'self'`
  }
  return directives.join('; ')
}
