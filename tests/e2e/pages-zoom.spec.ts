import type { Page } from '@playwright/test'
import { inspectText } from './in-page/inspect-text.ts'
import { expect, Findings, showAll, test } from './patients.ts'

/** A window of 1280 by 1024 pixels, and what is left of it for a page at 200 % and at 400 % (WCAG 2.2, 1.4.4, 1.4.10). */
const wide = { width: 1280, height: 1024 }
const zoomed = [
  { zoom: '200 %', width: 640, height: 512 },
  { zoom: '400 %', width: 320, height: 256 },
]

/** As much room as readers may ask for between lines, paragraphs, letters and words (1.4.12). */
const textSpacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } ' +
  'p { margin-block-end: 2em !important }'

/** Everything that is said on the page but for its header, whose menu folds up where it is narrow. */
async function wordsOf(page: Page): Promise<string[]> {
  const text = await page.evaluate(() =>
    [...document.querySelectorAll('body > :not(header):not(aside)')]
      .map(element => (element instanceof HTMLElement ? element.innerText : ''))
      .join(' '),
  )
  return text.split(/\s+/)
}

test('nothing is lost on any kind of page at 200 % and at 400 %', async ({ inspected: page, site }) => {
  test.setTimeout(300_000)
  const found = new Findings()
  for (const { kind, path } of site.kinds) {
    await page.goto(site.url + path)
    await showAll(page, wide.width)
    const words = await wordsOf(page)
    expect(words.length).toBeGreaterThan(50)
    for (const { zoom, width, height } of zoomed) {
      await page.setViewportSize({ width, height })
      const left = new Set(await wordsOf(page))
      const lost = words.filter(word => !left.has(word)).map(word => `“${word}” is lost`)
      found.add(`${kind} at ${zoom}`, ...lost)
      const kept = await page.evaluate(heightThatStays)
      if (kept > height / 3) found.add(`${kind} at ${zoom}`, `${kept} of ${height} pixels never scroll away`)
    }
  }
  expect(found.list()).toEqual([])
})

test('nothing is cut off on any kind of page when readers set lines, letters and words apart', async ({
  inspected: page,
  site,
}) => {
  test.setTimeout(300_000)
  const found = new Findings()
  for (const { kind, path } of site.kinds) {
    await page.goto(site.url + path)
    await page.evaluate(css => {
      // A sheet made by script: the page’s policy allows no style in its markup.
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      document.adoptedStyleSheets = [sheet]
    }, textSpacing)
    for (const width of [320, 1280]) {
      await showAll(page, width)
      const { cut, covered } = await page.evaluate(inspectText)
      found.add(`${kind} at ${width}`, ...cut, ...covered)
    }
  }
  expect(found.list()).toEqual([])
})

test('what can be pressed keeps its edges on every kind of page with colors that readers force', async ({
  inspected: page,
  site,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const found = new Findings()
  for (const { kind, path } of site.kinds) {
    await page.goto(site.url + path)
    await showAll(page, 360)
    const { faint, cut, covered } = await page.evaluate(inspectText)
    const edgeless = await page.evaluate(buttonsWithoutEdges)
    found.add(kind, ...faint, ...cut, ...covered, ...edgeless)
  }
  expect(found.list()).toEqual([])
})

test('nothing moves on any kind of page for readers who want no motion', async ({
  inspected: page,
  site,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found = new Findings()
  for (const { kind, path } of site.kinds) {
    await page.goto(site.url + path)
    await page.keyboard.press('Tab')
    found.add(kind, ...(await page.evaluate(movingThings)))
  }
  expect(found.list()).toEqual([])
})

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

/** Forced colours take every background away: a button is then told by its border alone. */
function buttonsWithoutEdges(): string[] {
  return [...document.querySelectorAll('.button, input')]
    .filter(element => element.checkVisibility())
    .filter(element => {
      const { borderTopWidth, borderTopStyle } = getComputedStyle(element)
      return borderTopStyle === 'none' || Number.parseFloat(borderTopWidth) < 1
    })
    .map(element => `“${element.textContent?.trim()}” has no edge`)
}

function movingThings(): string[] {
  const scrolling = getComputedStyle(document.documentElement).scrollBehavior
  const moving = [...document.querySelectorAll('*')].filter(element => {
    const { animationName, transitionDuration } = getComputedStyle(element)
    return animationName !== 'none' || transitionDuration.split(',').some(time => Number.parseFloat(time) > 0)
  })
  return [
    ...moving.map(({ tagName, className }) => `<${tagName.toLowerCase()} class="${className}"> moves`),
    ...(scrolling === 'auto' ? [] : [`the page scrolls ${scrolling}`]),
  ]
}
