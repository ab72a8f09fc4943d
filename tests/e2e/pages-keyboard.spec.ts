import type { Page } from '@playwright/test'
import { type FocusStop, focusable } from './in-page/inspect-focus.ts'
import { expect, Findings, test } from './patients.ts'

/** More than any page has: whoever is not at the end by then is in a trap. */
const mostStops = 400

/** Goes through the page with the Tab key, from the top until the focus leaves it, or comes round. */
async function tabThrough(page: Page): Promise<FocusStop[]> {
  const stops: FocusStop[] = []
  const seen = new Set<number>()
  // A page may begin elsewhere: the search page begins in its field.
  await page.evaluate(first => {
    const element = document.querySelector(first)
    if (element instanceof HTMLElement) element.focus()
  }, focusable)
  for (let pressed = 0; pressed < mostStops; pressed += 1) {
    if (pressed > 0) await page.keyboard.press('Tab')
    const stop = await page.evaluate(selector => window.inspectFocus(selector), focusable)
    if (stop.index === null || seen.has(stop.index)) return stops
    seen.add(stop.index)
    stops.push(stop)
  }
  throw new Error(`The keyboard is caught: ${mostStops} stops on ${page.url()}.`)
}

/** The places among all of what the keyboard should reach: what is shown, and not folded away. */
function reachable(selector: string): number[] {
  return [...document.querySelectorAll(selector)].flatMap((element, index) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.hasAttribute('disabled') ? [index] : [],
  )
}

for (const { width, height } of [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
]) {
  test(`the Tab key goes through every kind of page in order, ${width} pixels wide, and is seen at every stop`, async ({
    inspected: page,
    site,
  }) => {
    test.setTimeout(300_000)
    await page.setViewportSize({ width, height })
    // Without it the page glides to where the focus is, and is still on its way when it is looked at.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const found = new Findings()
    for (const { kind, path } of site.kinds) {
      await page.goto(site.url + path)
      const stops = await tabThrough(page)
      for (const { name, faults, jumpsBack } of stops) {
        found.add(kind, ...faults.map(fault => `${name} ${fault}`))
        if (jumpsBack) found.add(kind, `${name} stands to the left of the stop before it`)
      }
      const reached = stops.map(({ index }) => index)
      const all = await page.evaluate(reachable, focusable)
      if (reached.join() !== all.join()) found.add(kind, `stops at ${reached.join()}, but has ${all.join()}`)
    }
    expect(found.list()).toEqual([])
  })
}

for (const [description, media, viewport] of [
  ['in the dark scheme', { colorScheme: 'dark' }, { width: 360, height: 740 }],
  ['in the dark scheme on a wide window', { colorScheme: 'dark' }, { width: 1440, height: 900 }],
  ['with forced colors', { forcedColors: 'active' }, { width: 1440, height: 900 }],
  ['at 400 %', { colorScheme: 'light' }, { width: 320, height: 256 }],
] as const) {
  test(`the focus is seen wherever it is on every kind of page, ${description}`, async ({
    inspected: page,
    site,
  }) => {
    test.setTimeout(300_000)
    await page.setViewportSize(viewport)
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    const found = new Findings()
    for (const { kind, path } of site.kinds) {
      await page.goto(site.url + path)
      // Once the keyboard has been used, the browser shows the focus also where a script puts it.
      await page.keyboard.press('Tab')
      const places = await page.evaluate(reachable, focusable)
      expect(places.length).toBeGreaterThan(10)
      const stops = await page.evaluate(
        ([selector, places]) => {
          const elements = [...document.querySelectorAll(selector)]
          return places.map(place => {
            const element = elements[place]
            if (element instanceof HTMLElement) element.focus()
            return window.inspectFocus(selector)
          })
        },
        [focusable, places] as const,
      )
      for (const { name, faults } of stops) found.add(kind, ...faults.map(fault => `${name} ${fault}`))
    }
    expect(found.list()).toEqual([])
  })
}

test('the skip link leads past the header', async ({ page, site }) => {
  await page.goto(site.url)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the main text' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1)
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } })

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
