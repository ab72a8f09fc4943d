import type { Page } from '@playwright/test'

declare global {
  interface Window {
    shifts: string[]
  }
}

/** What comes after the page itself. */
const late = /\.(woff2|webp|avif|png|jpe?g)$/

/** Records everything that moves without having been asked to, from the first paint of any page on. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(recordShifts)
}

function recordShifts(): void {
  window.shifts = []
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if ('hadRecentInput' in entry && entry.hadRecentInput) continue
      const sources = 'sources' in entry && Array.isArray(entry.sources) ? entry.sources : []
      const moved = sources.map(({ node, previousRect: from, currentRect: to }) => {
        const name = node instanceof Element ? node.localName : 'text'
        const words = node?.textContent?.trim().slice(0, 40)
        return `<${name}> “${words}” from ${from.x},${from.y} to ${to.x},${to.y}`
      })
      window.shifts.push(`${'value' in entry ? entry.value : '?'} by ${moved.join(', ')}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** What has moved once two more frames are painted: a shift is reported after its frame. */
export async function findShifts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>(resolve => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(window.shifts), 0)))
      }),
  )
}

/** Opens a page whose fonts and pictures come only once it has been painted without them, and reads it to its end. */
export async function openSlowly(page: Page, url: string): Promise<void> {
  const painted = Promise.withResolvers<void>()
  await page.route(late, async route => {
    await painted.promise
    await route.continue()
  })
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  painted.resolve()
  await page.waitForLoadState('load')
  await page.evaluate(async () => {
    await document.fonts.ready
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo({ top: y, behavior: 'instant' })
      await new Promise(resolve => requestAnimationFrame(resolve))
    }
    await Promise.all([...document.images].filter(image => image.currentSrc).map(image => image.decode()))
    scrollTo({ top: 0, behavior: 'instant' })
  })
  await page.unroute(late)
}
