import { expect, test } from '@playwright/test'
import { arrangements } from '#domain/look/choices.ts'
import { browserArguments, getBrowserPath } from '../browser.ts'
import { numberedHeading, paragraph, portableText } from '../fixtures/portable-text.ts'
import { article, look, settings } from '../fixtures/published.ts'
import { smallSite } from '../machines/small-site.ts'

/* Readers who set letters twice as large in their browser, which its media queries follow (WCAG 2.2, 1.4.4). */
test.use({
  launchOptions: {
    executablePath: getBrowserPath(process.env),
    args: [...browserArguments, '--blink-settings=defaultFontSize=32'],
  },
})

const origin = 'https://clinic.example'
const titles = ['NMDA receptors', 'Synapses', 'Rapid relief', 'The default mode', 'Psychoneuroimmunology']
const body = portableText(...titles.flatMap(title => [numberedHeading(title), paragraph('Words.')])).map(
  block => ({ level: null, listItem: null, markDefs: [], ...block }),
)

for (const { value: arrangement } of arrangements) {
  test(`arranged as “${arrangement}”, a phone with letters twice as large scrolls no page sideways, and keeps the numbers of the contents`, async ({
    page,
  }) => {
    const site = await smallSite({
      siteSettings: [settings({ look: look({ arrangement }) })],
      article: [article('ketamine', { body })],
    })
    await page.route(`${origin}/**`, async route => {
      const { body, contentType, status } = await site.see(new URL(route.request().url()).pathname)
      await route.fulfill({ status, contentType, body: Buffer.from(body) })
    })
    await page.setViewportSize({ width: 360, height: 740 })
    const lost: string[] = []
    for (const path of ['/', '/contact/', '/group-therapy/', '/articles/ketamine/']) {
      await page.goto(origin + path)
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
      lost.push(...(await page.evaluate(findOutside)).map(words => `${path}: ${words}`))
    }
    await page.getByText('On this page').first().click()
    await expect(page.locator('.on-page a .number').locator('visible=true')).toHaveCount(titles.length)
    lost.push(...(await page.evaluate(findOutside)))
    expect(lost).toEqual([])
  })
}

/** In the page: words beside the window, and beside the table of contents. */
function findOutside(): string[] {
  const contents = document.querySelector('.on-page')?.getBoundingClientRect()
  return [...document.querySelectorAll('body :is(p, a, h1, h2, h3, li, span)')]
    .filter(element => element.checkVisibility() && !element.matches('.visually-hidden, .visually-hidden *'))
    .filter(element => {
      const { left, right, width } = element.getBoundingClientRect()
      const edges = element.closest('.on-page') ? contents : { left: 0, right: innerWidth }
      return edges && width > 1 && (left < edges.left - 1 || right > edges.right + 1)
    })
    .map(element => element.textContent ?? '')
}
