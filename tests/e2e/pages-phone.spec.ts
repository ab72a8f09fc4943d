import { inspectStructure } from './in-page/inspect-structure.ts'
import { allRules, colorRules, runAxe } from './in-page/run-axe.ts'
import { expect, Findings, findOwnPart, test } from './patients.ts'
import { findKeyboardFaults, findUnseenFocus } from './visit/keyboard.ts'
import { findLostByForcedColors, findMotion } from './visit/media.ts'
import { findShifts, openSlowly, watchShifts } from './visit/steady.ts'
import { findUnreadable, findUnreadableApart, showAll } from './visit/words.ts'
import { findLostByZoom } from './visit/zoom.ts'

const phone = { width: 360, height: 740 }
/** The narrowest phone, which is also a window of 1280 pixels at 400 %. */
const narrowest = 320

/** Wherever the lower edge of the window, and what is fixed to it, happens to cut a page. */
const heights = [640, 680, 700, 740, 780]

const waysToHelp = [
  ['Call', 'tel:988'],
  ['text 988', 'sms:988'],
  ['Call 911', 'tel:911'],
] as const

test('every kind of page is whole, steady and accessible on a phone, light and dark, zoomed in, and by the keyboard, with help in distress one tap away', async ({
  inspected: page,
  site,
}) => {
  test.setTimeout(900_000)
  await watchShifts(page)
  const found = new Findings()
  const passed = new Set<string>()
  for (const [index, { kind, path }] of site.looks.entries()) {
    const part = findOwnPart(kind)
    const note = found.forKind(kind)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null })
    await page.setViewportSize(phone)
    await openSlowly(page, site.url + path)
    await expect(page.getByRole('region', { name: 'Announcement' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Call', exact: true }), path).toBeInViewport()
    for (const [name, href] of waysToHelp) {
      await expect(page.getByRole('link', { name, exact: true }), path).toHaveAttribute('href', href)
    }
    note('moves', await findShifts(page))
    note('structure', await page.evaluate(inspectStructure))

    // From here on the page does not glide to where the focus is, nor from one color to another.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    note('keyboard', await findKeyboardFaults(page, part))
    note('motion', await page.evaluate(findMotion))
    const height = heights[index % heights.length] ?? phone.height
    await page.setViewportSize({ width: phone.width, height })
    note(`targets at ${height}`, (await runAxe(page, ['wcag22aa'])).violations)

    // The whole page at once: what sticks to the edge of a window then covers nothing that scrolling would show.
    await showAll(page, phone.width)
    const report = await runAxe(page, allRules, { contrast: kind === 'index' })
    for (const rule of report.passed) passed.add(rule)
    note('axe', report.violations)
    note('forced colors', await findLostByForcedColors(page, phone.width))
    await page.emulateMedia({ colorScheme: 'dark' })
    note('dark', await findUnreadable(page, phone.width))
    // Its only rule about colors that the other checks do not cover is about links among words.
    if (kind === 'articles/[slug]')
      note('axe in the dark', (await runAxe(page, colorRules, { contrast: false })).violations)
    await page.emulateMedia({ colorScheme: 'light' })
    note('words at 320', await findUnreadable(page, narrowest))
    note('words apart', await findUnreadableApart(page, narrowest))
    note('zoom', await findLostByZoom(page))
    note('focus at 400 %', await findUnseenFocus(page, part))
  }
  expect(found.list()).toEqual([])
  expect([...passed]).toEqual(
    expect.arrayContaining(['color-contrast', 'target-size', 'region', 'link-name']),
  )
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled, viewport: phone })

    test('the menu of a phone opens and closes with the keyboard', async ({ page, site }) => {
      await page.goto(site.url)
      const opener = page.getByRole('button', { name: 'Menu' })
      const menu = page.getByRole('navigation', { name: 'Main' })
      await opener.focus()
      await page.keyboard.press('Enter')
      await expect(menu).toBeVisible()
      await page.keyboard.press('Tab')
      await expect(menu.locator(':focus')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(menu).toBeHidden()
      await expect(opener).toBeFocused()
      await page.keyboard.press('Enter')
      await menu.getByRole('button', { name: 'Close' }).press('Enter')
      await expect(menu).toBeHidden()
      await page.keyboard.press('Enter')
      await menu.getByRole('link', { name: 'Contact' }).press('Enter')
      await expect(page).toHaveURL(/\/contact\/$/)
    })
  })
}
