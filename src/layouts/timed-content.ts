import { createHash } from 'node:crypto'

/**
 * The one script that patients are sent. It hides whatever is bound to a time that has passed, or not come yet, so
 * that a page from a cache, or one left open, never announces the past. Elements carry their bounds themselves:
 * `data-from` (inclusive) and `data-until` (exclusive), as ISO instants. It looks again at the next bound, when the
 * page is shown again, and every 15 seconds, for timers stand still while a device sleeps. One constant, so that one
 * hash allows it.
 */
export const timedContentScript =
  '(()=>{let h,t=()=>{clearTimeout(h);let n=Date.now(),w=15e3;' +
  'for(let e of document.querySelectorAll("[data-from],[data-until]")){' +
  'let b=[e.dataset.from,e.dataset.until].map(Date.parse);e.hidden=n<b[0]||n>=b[1];' +
  'for(let x of b)if(x>n)w=Math.min(w,x-n)}h=setTimeout(t,w)};' +
  't();for(let x of["DOMContentLoaded","pageshow","visibilitychange"])addEventListener(x,t)})()'

/**
 * The policy of every page: only what the site itself serves, no form, no script but `script`. With `ownScript` a page
 * may run script files of the site, and read its files.
 * `frame-ancestors` cannot stand in a meta element: a host sets it as a header.
 */
export function contentSecurityPolicy(script: string, ownScript = false): string {
  const hash = createHash('sha256').update(script).digest('base64')
  return [
    "default-src 'none'",
    "img-src 'self' data:",
    "style-src 'self'",
    "font-src 'self'",
    `script-src 'sha256-${hash}'${ownScript ? " 'self'" : ''}`,
    ...(ownScript ? ["connect-src 'self'"] : []),
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
}
