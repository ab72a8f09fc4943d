/*
 * The one script that patients are sent; every page says the same without it. It runs right behind the announcement bar,
 * before anything is painted, and may take 1 kB once minified (inline-script.ts).
 *
 * - It hides whatever is bound to a time that has passed, or not come yet, so that a page from a cache, or one left
 *   open, never announces the past. Elements carry their bounds themselves: `data-from` (inclusive) and `data-until`
 *   (exclusive), as ISO instants. An announcement that ends before a reader's eyes leaves its place empty: nothing moves.
 * - Of what is inside `data-zone` (a time zone) it shows the stretch whose `data-week` holds now: two minutes of the
 *   week, counted from Sunday 00:00 by the clock of that zone. A day that differs goes before: it is bound to instants.
 * - It lets a reader dismiss the announcement, and remembers its words, so that another one shows again.
 *
 * It looks again at the next bound, when the page is shown again, and every 15 seconds, for timers pause while a device
 * sleeps.
 */
{
  const page = document
  const bar = page.getElementById('announcement')
  let timer: ReturnType<typeof setTimeout> | undefined
  let isPainted = false

  const findAll = (selector: string, within: ParentNode = page) =>
    within.querySelectorAll<HTMLElement>(selector)

  const look = () => {
    clearTimeout(timer)
    const now = Date.now()
    let waitMs = 15_000
    for (const element of findAll('[data-from],[data-until]')) {
      // A bound that is not there is NaN: nothing is before or after it.
      const from = Date.parse(element.dataset.from ?? '')
      const until = Date.parse(element.dataset.until ?? '')
      element[isPainted && element === bar ? 'inert' : 'hidden'] = now < from || now >= until
      for (const bound of [from, until]) if (bound > now) waitMs = Math.min(waitMs, bound - now)
    }
    for (const element of findAll('[data-zone]')) {
      // Swedish writes a date as ISO 8601 does, in every browser.
      const clock = new Date(now).toLocaleString('sv', { timeZone: element.dataset.zone })
      // The clock began on a Thursday: four days, or 5760 minutes, into a week.
      const minute = (Date.parse(`${clock.replace(' ', 'T')}Z`) / 60_000 + 5760) % 10_080
      const isSpecial = findAll('[data-until]:not([hidden])', element)[0]
      for (const stretch of findAll('[data-week]', element)) {
        const [from = 0, until = 0] = (stretch.dataset.week ?? '').split('-').map(Number)
        stretch.hidden = !!isSpecial || minute < from || minute >= until
      }
    }
    timer = setTimeout(look, waitMs)
  }

  look()
  isPainted = true
  for (const type of ['DOMContentLoaded', 'pageshow', 'visibilitychange']) addEventListener(type, look)

  const button = bar?.querySelector('button')
  if (bar && button) {
    const words = bar.textContent
    let memory: Storage | undefined
    try {
      memory = localStorage
    } catch {
      // A browser that keeps nothing shows the announcement again.
    }
    button.hidden = false
    if (memory?.dismissed === words) bar.hidden = true
    button.onclick = () => {
      bar.hidden = true
      page.getElementById('main')?.focus({ preventScroll: true })
      if (memory) memory.dismissed = words
    }
  }
}
