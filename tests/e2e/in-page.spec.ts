import { expect, type Page, test } from '@playwright/test'
import { installColors } from './in-page/colors.ts'
import { type FocusStop, focusable, installFocus } from './in-page/inspect-focus.ts'
import { inspectStructure } from './in-page/inspect-structure.ts'
import { inspectText } from './in-page/inspect-text.ts'

/*
 * The instruments find what they look for, on pages that are wrong in one way each: an instrument that sees nothing
 * would let every page pass.
 */

let page: Page

/** One window for all: to open one takes longer than to look at a page. */
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage()
  await page.addInitScript(installColors)
  await page.addInitScript({ content: installFocus })
})

test.afterAll(() => page.close())

async function show(body: string): Promise<void> {
  await page.unrouteAll()
  await page.route('https://clinic.example/', route =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>A page</title>${body}`,
    }),
  )
  await page.goto('https://clinic.example/')
}

for (const [fault, body, words] of [
  ['words too faint', '<p style="color: #999">Faint</p>', /“Faint” in <p> 2\.85:1/],
  ['words made faint by their opacity', '<p style="opacity: 0.4">Faint</p>', /“Faint” in <p> 2\.\d\d:1/],
  ['words on a picture', '<p style="background: linear-gradient(red, blue)">On it</p>', /cannot be told/],
  [
    'words of the style sheet too faint',
    '<style>p::before { content: "Pale"; color: #aaa }</style><p>Text</p>',
    /“Pale” in <p>::before/,
  ],
] as const) {
  test(`finds ${fault}`, async () => {
    await show(body)
    expect((await page.evaluate(inspectText)).faint.join()).toMatch(words)
  })
}

for (const [fault, body] of [
  ['cut off below', '<p style="height: 5px; overflow: hidden">Cut</p>'],
  ['cut off at the side', '<p style="width: 20px; overflow: clip; white-space: nowrap">Cut by far</p>'],
  ['out of the window', '<p style="position: absolute; left: -50px">Cut</p>'],
] as const) {
  test(`finds words ${fault}`, async () => {
    await show(body)
    expect((await page.evaluate(inspectText)).cut.join()).toMatch(/“Cut/)
  })
}

test('finds words under something else, and nothing wrong with good ones', async () => {
  const cover = '<div style="position: fixed; inset: 0 0 auto; height: 60px; background: white"></div>'
  await show(`<p>Covered</p>${cover}<p style="margin-top: 80px">Good</p>`)
  expect(await page.evaluate(inspectText)).toEqual({
    faint: [],
    cut: [],
    covered: ['“Covered” in <p>'],
    seen: 2,
  })
})

for (const [fault, body, words] of [
  ['no outline', '<a href="/" style="outline: none">Here</a>', /has no outline/],
  ['an outline too faint', '<a href="/" style="outline: 3px solid #ddd">Here</a>', /has an outline of 1\.\d/],
  [
    'an outline that cannot be told from what is around the element',
    '<div style="background: #222; padding: 9px"><a href="/" style="color: white; outline: 3px solid #333">Here</a></div>',
    /has an outline of 1\.\d/,
  ],
  [
    'something stuck over it',
    '<a href="/">Here</a><div style="position: fixed; inset: 0; background: white"></div>',
    /is under <div/,
  ],
  [
    'no place',
    '<a href="/" style="position: absolute; width: 1px; height: 1px; overflow: hidden">Here</a>',
    /takes no place/,
  ],
] as const) {
  test(`finds a focus with ${fault}`, async () => {
    await show(body)
    await page.keyboard.press('Tab')
    const stop: FocusStop = await page.evaluate(selector => window.inspectFocus(selector), focusable)
    expect(stop.faults.join()).toMatch(words)
  })
}

test('finds a focus that jumps back to the left', async () => {
  await show('<div style="display: flex"><a href="/" style="order: 2">First</a><a href="/">Second</a></div>')
  const stops: FocusStop[] = []
  for (const _ of ['first', 'second']) {
    await page.keyboard.press('Tab')
    stops.push(await page.evaluate(selector => window.inspectFocus(selector), focusable))
  }
  expect(stops.map(({ jumpsBack }) => jumpsBack)).toEqual([false, true])
})

test('finds headings and landmarks out of order', async () => {
  await show('<h1>One</h1><h3>Three</h3><nav><a href="#x">x</a></nav><main id="main"></main><main></main>')
  expect(await page.evaluate(inspectStructure)).toEqual([
    '“Three” is of level 3 after level 1',
    '0 landmarks of the role banner',
    '2 landmarks of the role main',
    '0 landmarks of the role contentinfo',
    'a <nav> without a name',
    'the skip link does not lead to the main text',
  ])
})
