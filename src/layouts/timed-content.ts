import { createHash } from 'node:crypto'

/**
 * The one script that patients are sent. It hides whatever is bound to a time that has passed, or not come yet, so
 * that a page from a cache, or one left open, never announces the past. Elements carry their bounds themselves:
 * `data-from` (inclusive) and `data-until` (exclusive), as ISO instants. One constant, so that one hash allows it.
 */
export const timedContentScript =
  '(()=>{let t=()=>{let n=Date.now();for(let e of document.querySelectorAll("[data-from],[data-until]"))' +
  'e.hidden=n<Date.parse(e.dataset.from)||n>=Date.parse(e.dataset.until)};' +
  't();addEventListener("DOMContentLoaded",t);addEventListener("pageshow",t);setInterval(t,15e3)})()'

/**
 * The policy of every page: only what the site itself serves, no form, no script but `script`.
 * `frame-ancestors` cannot stand in a meta element: a host sets it as a header.
 */
export function contentSecurityPolicy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64')
  return [
    "default-src 'none'",
    "img-src 'self' data:",
    "style-src 'self'",
    "font-src 'self'",
    `script-src 'sha256-${hash}'`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
}
