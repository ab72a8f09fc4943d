import { layoutRules, runAxe } from './in-page/run-axe.ts'
import { expect, Findings, findOwnPart, test } from './patients.ts'
import { findKeyboardFaults, findUnseenFocus } from './visit/keyboard.ts'
import { findShifts, openSlowly, watchShifts } from './visit/steady.ts'
import { findUnreadable, findUnreadableApart } from './visit/words.ts'

const desk = { width: 1440, height: 900 }

/** With pictures beside their words: on a phone every kind of page is opened slowly. */
const pictured = ['index', 'articles/[slug]', 'team']

test('every kind of page is whole, steady and accessible from a tablet to a wide desk, light and dark, and by the keyboard', {
  tag: '@nightly',
}, async ({ inspected: page, site }) => {
  test.setTimeout(900_000)
  await watchShifts(page)
  const found = new Findings()
  for (const { kind, path } of site.looks) {
    const isHome = kind === 'index'
    const part = findOwnPart(kind)
    const note = found.forKind(kind)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null })
    await page.setViewportSize(desk)
    if (pictured.includes(kind)) {
      await openSlowly(page, site.url + path)
      note('moves', await findShifts(page))
    } else await page.goto(site.url + path)

    // From here on the page does not glide to where the focus is, nor from one color to another.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    if (isHome) note('keyboard', await findKeyboardFaults(page, part))
    await page.emulateMedia({ forcedColors: 'active' })
    note('focus with forced colors', await findUnseenFocus(page, part))
    await page.emulateMedia({ forcedColors: null, colorScheme: 'dark' })
    note('focus in the dark', await findUnseenFocus(page, part))
    note('dark', await findUnreadable(page, desk.width))
    await page.emulateMedia({ colorScheme: 'light' })
    if (isHome) note('axe', (await runAxe(page, layoutRules)).violations)
    note('words apart', await findUnreadableApart(page, 1280))
    note('words on a tablet', await findUnreadable(page, 768))
    // Wider than this, every page only gets margins.
    if (isHome) note('words on a wide desk', await findUnreadable(page, 1920))
  }
  expect(found.list()).toEqual([])
})

test('the skip link leads past the header', async ({ page, site }) => {
  await page.goto(site.url)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the main text' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1)
})
