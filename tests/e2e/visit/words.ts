import type { Page } from '@playwright/test'
import { inspectText } from '../in-page/inspect-text.ts'

/** Room for what sticks to the edges of a window. */
const leastHeight = 800

/** As much room as readers may ask for between lines, paragraphs, letters and words (WCAG 2.2, 1.4.12). */
const textSpacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } ' +
  'p { margin-block-end: 2em !important }'

/**
 * Makes the window as tall as the page, so that all of it is shown at once, and unfolds what is folded. A window in which the
 * page is whole already stays as it is: each change of it costs more than to look at the words.
 */
export async function showAll(page: Page, width: number): Promise<void> {
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: leastHeight })
  const height = await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
    return document.documentElement.scrollHeight
  })
  if (height > (page.viewportSize()?.height ?? 0)) await page.setViewportSize({ width, height })
}

/** Shows the whole page at this width: which words are too faint, cut off or covered, and whether it is too wide. */
export async function findUnreadable(page: Page, width: number): Promise<string[]> {
  await showAll(page, width)
  const { faint, cut, covered, seen } = await page.evaluate(inspectText)
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  return [
    ...faint,
    ...cut,
    ...covered,
    ...(isTooWide ? ['wider than the window'] : []),
    ...(seen > 0 ? [] : ['no words were found']),
  ]
}

/** What is cut off or covered at this width once a reader sets lines, letters and words apart. */
export async function findUnreadableApart(page: Page, width: number): Promise<string[]> {
  await page.evaluate(css => {
    // A sheet made by script: the page’s policy allows no style in its markup.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, textSpacing)
  await showAll(page, width)
  const { cut, covered } = await page.evaluate(inspectText)
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
  })
  return [...cut, ...covered]
}
