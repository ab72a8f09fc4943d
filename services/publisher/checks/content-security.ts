import { hash } from 'node:crypto'

/** The inline code that a page's policy must allow by hash. */
export type Inline = { scripts: string[]; styles: string[]; styleAttributes: string[] }

/**
 * The policy of a page without its own: this site's files, and the page's inline scripts and styles by hash, so that
 * nothing an attacker adds runs. No forms, since this site has none.
 */
export function policyFor(inline: Inline): string {
  const styles = [
    "'self'",
    ...hashes(inline.styles),
    ...(inline.styleAttributes.length ? ["'unsafe-hashes'", ...hashes(inline.styleAttributes)] : []),
  ]
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...hashes(inline.scripts)].join(' ')}`,
    `style-src ${[...new Set(styles)].join(' ')}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')
}

/** `policy` without directives that only a header may set; the server adds those. */
export function withoutFraming(policy: string): string {
  return policy
    .split(';')
    .map(directive => directive.trim())
    .filter(directive => directive !== '' && !/^frame-ancestors\b/i.test(directive))
    .join('; ')
}

function hashes(sources: readonly string[]): string[] {
  return [...new Set(sources)].map(source => `'sha256-${hash('sha256', source, 'base64')}'`)
}
