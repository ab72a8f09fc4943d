import { createHash } from 'node:crypto'

/**
 * The one script that patients are sent; every page says the same without it. Written small by hand, since it may not
 * pass 1 kB, and one constant, so that one hash allows it. It stands right behind the announcement bar and runs before
 * anything is painted.
 *
 * - It hides whatever is bound to a time that has passed, or not come yet, so that a page from a cache, or one left
 *   open, never announces the past. Elements carry their bounds themselves: `data-from` (inclusive) and `data-until`
 *   (exclusive), as ISO instants. An announcement that ends before a reader's eyes leaves its place empty: nothing moves.
 * - Of the children of `data-zone` (a time zone) it shows the one whose `data-week` holds now: two minutes of the week,
 *   counted from Sunday 00:00 by the clock of that zone.
 * - It lets a reader dismiss the announcement, and remembers its words, so that another one shows again.
 *
 * It looks again at the next bound, when the page is shown again, and every 15 seconds, for timers stand still while a
 * device sleeps. Swedish writes a date as ISO 8601 does, in every browser.
 */
export const pageScript = [
  '(()=>{let d=document,all=s=>d.querySelectorAll(s),bar=d.getElementById("announcement"),h,painted,',
  'look=()=>{clearTimeout(h);let n=Date.now(),w=15e3;',
  'for(let e of all("[data-from],[data-until]")){let b=[e.dataset.from,e.dataset.until].map(Date.parse);',
  'e[painted&&e==bar?"inert":"hidden"]=n<b[0]||n>=b[1];for(let x of b)if(x>n)w=Math.min(w,x-n)}',
  'for(let e of all("[data-zone]")){let m=new Date(n).toLocaleString("sv",{timeZone:e.dataset.zone});',
  'm=(Date.parse(m.replace(" ","T")+"Z")/6e4+5760)%10080;',
  'for(let c of e.children){let[a,b]=c.dataset.week.split("-");c.hidden=m<a||m>=b}}',
  'h=setTimeout(look,w)};look();painted=1;',
  'for(let x of["DOMContentLoaded","pageshow","visibilitychange"])addEventListener(x,look);',
  'if(bar){let s,b=bar.querySelector("button"),t=bar.textContent;b.hidden=0;try{s=localStorage}catch{}',
  'if(s?.dismissed==t)bar.hidden=1;',
  'b.onclick=()=>{bar.hidden=1;d.getElementById("main").focus({preventScroll:1});if(s)s.dismissed=t}}',
  '})()',
].join('')

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
    "manifest-src 'self'",
    `script-src 'sha256-${hash}'${ownScript ? " 'self'" : ''}`,
    // No script of ours asks for anything, but browsers read robots.txt on a page's behalf.
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
}
