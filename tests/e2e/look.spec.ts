import { expect, test } from '@playwright/test'
import { arrangements } from '#domain/look/choices.ts'
import { menuPages } from '#domain/routes.ts'
import { homePage, image, logo, look, page as publishedPage, settings } from '../fixtures/published.ts'
import { smallSite } from '../machines/small-site.ts'
import { installColors } from './in-page/colors.ts'
import { installFocus } from './in-page/inspect-focus.ts'
import { allRules, colorRules, runAxe } from './in-page/run-axe.ts'
import { Findings } from './patients.ts'
import { findKeyboardFaults } from './visit/keyboard.ts'
import { findUnreadable } from './visit/words.ts'
import { findLostByZoom } from './visit/zoom.ts'

const origin = 'https://clinic.example'

/** As far from each other, and as hard to read, as clinics may choose. */
const looks = [
  { color: '#f5b700', header: 'band', corners: 'square', arrangement: 'columns' },
  { color: '#1f3a8a', accent: '#ff7a59', font: 'classic', header: 'band', drawing: 'hills' },
  {
    color: '#6b2c91',
    accent: '#c7e84b',
    font: 'friendly',
    header: 'band',
    corners: 'round',
    drawing: 'circles',
    arrangement: 'centered',
  },
  { color: '#808080', accent: '#0000ff', header: 'band' },
  { color: '#00ff66', font: 'classic' },
]

test('axe finds nothing on a site in five quite different looks, and all words can be read, light and dark', {
  tag: '@nightly',
}, async ({ page }) => {
  await page.addInitScript(installColors)
  let site = await smallSite()
  await page.route(`${origin}/**`, async route => {
    const { body, contentType, status } = await site.see(new URL(route.request().url()).pathname)
    await route.fulfill({ status, contentType, body: Buffer.from(body) })
  })
  const found = new Findings()
  for (const fields of looks) {
    site = await smallSite({ siteSettings: [settings({ look: look(fields) })] })
    for (const path of ['/', '/contact/', '/articles/ketamine/']) {
      const note = found.forKind(`${JSON.stringify(fields)} ${path}`)
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(origin + path)
      note('axe', (await runAxe(page, path === '/' ? allRules : colorRules)).violations)
      note('narrow', await findUnreadable(page, 360))
      note('wide', await findUnreadable(page, 1280))
      await page.emulateMedia({ colorScheme: 'dark' })
      note('axe in the dark', (await runAxe(page, colorRules)).violations)
      note('wide, in the dark', await findUnreadable(page, 1280))
    }
  }
  expect(found.list()).toEqual([])
})

/** In the page: what the Tab key reaches after something that is below it, and not in a column before it. */
function findJumpsUp(): string[] {
  const stops = [...document.querySelectorAll('main :is(a[href], button, summary)')]
    .filter(element => element.checkVisibility({ visibilityProperty: true }))
    .map(element => ({ name: element.textContent, box: element.getBoundingClientRect() }))
  return stops.flatMap(({ name, box }, index) => {
    const before = stops[index - 1]?.box
    const isAbove = before && box.bottom <= before.top && box.left < before.right
    return isAbove ? [`“${name}” is above the stop before it`] : []
  })
}

for (const { value: arrangement } of arrangements) {
  test(`arranged as “${arrangement}”, nothing is lost by zooming in, the Tab key goes on as eyes do, and no page scrolls sideways`, async ({
    page,
  }) => {
    const site = await smallSite({ siteSettings: [settings({ look: look({ arrangement }) })] })
    await page.addInitScript(installColors)
    await page.addInitScript(installFocus)
    await page.route(`${origin}/**`, async route => {
      const { body, contentType, status } = await site.see(new URL(route.request().url()).pathname)
      await route.fulfill({ status, contentType, body: Buffer.from(body) })
    })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    // Arranged so, `pages-phone.spec.ts` zooms in on every kind of page, and goes through it by the keyboard.
    const isOfSample = arrangement === 'beside'
    const found = new Findings()
    for (const path of ['/', '/services/', '/contact/', '/articles/ketamine/', '/team/']) {
      const note = found.forKind(path)
      await page.goto(origin + path)
      if (!isOfSample) note('zoom', await findLostByZoom(page))
      for (const width of [320, 800, 1000, 1280, 1600]) {
        await page.setViewportSize({ width, height: 900 })
        note(`order at ${width}`, await page.evaluate(findJumpsUp))
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        note(`at ${width}`, over > 0 ? [`it scrolls sideways by ${over}`] : [])
      }
      if (!isOfSample) note('keyboard', await findKeyboardFaults(page, path === '/' ? 'body' : 'main'))
    }
    expect(found.list()).toEqual([])
  })
}

test('a wide logo leaves the name its room, and the header one row', async ({ page }) => {
  const site = await smallSite({
    siteSettings: [settings({ clinicName: 'Stillwater Mental Health', look: look({ logo: logo() }) })],
  })
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"/>'
  await page.route(`${origin}/**`, async route => {
    const { pathname } = new URL(route.request().url())
    if (pathname.startsWith('/media/'))
      return await route.fulfill({ contentType: 'image/svg+xml', body: drawing })
    const { body, contentType, status } = await site.see(pathname)
    await route.fulfill({ status, contentType, body: Buffer.from(body) })
  })
  const boxOf = async (selector: string) => {
    const box = await page.locator(`header ${selector}`).boundingBox()
    if (!box) throw new Error(`“${selector}” is not shown.`)
    return { ...box, right: box.x + box.width, bottom: box.y + box.height }
  }
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto(origin)
  expect((await boxOf('.brand span')).right).toBeLessThanOrEqual((await boxOf('.search')).x)
  await page.setViewportSize({ width: 1280, height: 800 })
  expect((await boxOf('.call')).y).toBeLessThan((await boxOf('.brand')).bottom)
})

test('a menu that is too long for its line takes a second one, and the call button stays where it is', async ({
  page,
}) => {
  const pages = ['fees', 'referrers', 'careers'].map(id => ({ page: { _ref: id }, label: `About ${id}` }))
  const entries = [...menuPages.map(path => ({ path })), ...pages]
  const menu = entries.map((entry, at) => ({ path: null, page: null, label: null, ...entry, _key: `m${at}` }))
  const documents = pages.map(({ page: { _ref } }) => publishedPage(_ref))
  await page.setViewportSize({ width: 1280, height: 800 })
  const places: unknown[] = []
  for (const given of [null, menu]) {
    const site = await smallSite({ siteSettings: [settings({ menu: given })], page: documents })
    await page.route(`${origin}/**`, async route => {
      const { body, contentType, status } = await site.see(new URL(route.request().url()).pathname)
      await route.fulfill({ status, contentType, body: Buffer.from(body) })
    })
    await page.goto(origin)
    const [brand, call] = await Promise.all(
      ['.brand', '.call'].map(part => page.locator(`header ${part}`).boundingBox()),
    )
    places.push({
      brand: brand?.x,
      call: call?.x,
      isBeside: call && brand && call.y < brand.y + brand.height,
    })
  }
  expect(places[1]).toEqual(places[0])
  expect(places[0]).toMatchObject({ isBeside: true })
  expect(await page.locator('#menu li').count()).toBe(menu.length)
})

test('a wide screen shows half of the height of the home page’s photo or more, in each arrangement', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  for (const { value: arrangement } of arrangements) {
    const site = await smallSite({
      homePage: [homePage({ picture: image() })],
      siteSettings: [settings({ look: look({ arrangement }) })],
    })
    await page.unrouteAll()
    await page.route(`${origin}/**`, async route => {
      const { pathname } = new URL(route.request().url())
      // Its place is that of the styles, whatever the picture.
      if (pathname.startsWith('/media/')) return await route.abort()
      const { body, contentType, status } = await site.see(pathname)
      await route.fulfill({ status, contentType, body: Buffer.from(body) })
    })
    await page.goto(origin)
    const { width, height } = (await page.locator('.photo img').boundingBox()) ?? { width: 0, height: 0 }
    expect(height / ((width * 3) / 4), arrangement).toBeGreaterThanOrEqual(0.5)
  }
})
