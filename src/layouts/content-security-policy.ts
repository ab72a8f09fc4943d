import { createHash } from 'node:crypto'

/**
 * The policy of every page: only what the site itself serves, no form, no script but `script`, no style but `style` within
 * the page. With `ownScript` a page may run script files of the site, and read its files.
 * A meta element cannot carry `frame-ancestors`: a host sets it as a header.
 */
export function contentSecurityPolicy(script: string, style: string, ownScript = false): string {
  return [
    "default-src 'none'",
    "img-src 'self' data:",
    `style-src 'self'${style && ` ${hash(style)}`}`,
    "font-src 'self'",
    "manifest-src 'self'",
    `script-src ${hash(script)}${ownScript ? " 'self'" : ''}`,
    // No script of ours asks for anything, but browsers read robots.txt on a page's behalf.
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
}

function hash(inline: string): string {
  return `'sha256-${createHash('sha256').update(inline).digest('base64')}'`
}
