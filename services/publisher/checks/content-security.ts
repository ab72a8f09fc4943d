import { createHash } from 'node:crypto'

/** What of a page its policy must allow by hash. */
export type Inline = { scripts: string[]; styles: string[]; styleAttributes: string[] }

/**
 * The policy of a page that brings none: this site's own files, and the inline scripts and styles that the page was
 * rendered with, by hash, so that nothing an attacker adds to it runs. Of forms there are none on this site.
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

/** `policy` without what a header alone may say, so that the server can say it. */
export function withoutFraming(policy: string): string {
  return policy
    .split(';')
    .map(directive => directive.trim())
    .filter(directive => directive !== '' && !/^frame-ancestors\b/i.test(directive))
    .join('; ')
}

function hashes(sources: readonly string[]): string[] {
  return [...new Set(sources)].map(
    source => `'sha256-${createHash('sha256').update(source).digest('base64')}'`,
  )
}
