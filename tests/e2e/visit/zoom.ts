import type { Page } from '@playwright/test'

/** A window of 1280 by 1024 pixels, and what is left of it for a page at 200 % and at 400 % (WCAG 2.2, 1.4.4, 1.4.10). */
const wide = { width: 1280, height: 1024 }
const zoomed = [
  { zoom: '200 %', width: 640, height: 512 },
  { zoom: '400 %', width: 320, height: 256 },
] as const

/** What a page loses as readers zoom in, and what of the window it keeps to itself. Leaves it at 400 %. */
export async function findLostByZoom(page: Page): Promise<string[]> {
  await page.setViewportSize(wide)
  const words = await wordsOf(page)
  const faults = words.length > 50 ? [] : [`only ${words.length} words were found`]
  for (const { zoom, width, height } of zoomed) {
    await page.setViewportSize({ width, height })
    const left = new Set(await wordsOf(page))
    faults.push(...words.filter(word => !left.has(word)).map(word => `“${word}” is lost at ${zoom}`))
    const kept = await page.evaluate(heightThatStays)
    if (kept > height / 3) faults.push(`${kept} of ${height} pixels never scroll away at ${zoom}`)
  }
  return faults
}

/** Everything that is said on the page but for its header, whose menu folds up where it is narrow. */
async function wordsOf(page: Page): Promise<string[]> {
  const text = await page.evaluate(() =>
    [...document.querySelectorAll('body > :not(header):not(aside)')]
      .map(element => (element instanceof HTMLElement ? element.innerText : ''))
      .join(' '),
  )
  return text.split(/\s+/)
}

/** How much of the window is taken by things that stay while the page scrolls, in pixels. */
function heightThatStays(): number {
  window.scrollTo(0, document.documentElement.scrollHeight / 2)
  const stuck = [...document.querySelectorAll('body *')].filter(element => {
    const { position } = getComputedStyle(element)
    const { top, bottom, height } = element.getBoundingClientRect()
    const isAtEdge = top <= 0 || bottom >= innerHeight
    const isSpread = element.getBoundingClientRect().width >= innerWidth * 0.9
    return element.checkVisibility() && height > 0 && isSpread && isAtEdge && /fixed|sticky/.test(position)
  })
  const inside = stuck.filter(element => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  })
  window.scrollTo(0, 0)
  return inside.reduce((sum, element) => sum + element.getBoundingClientRect().height, 0)
}
