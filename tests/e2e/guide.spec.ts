import type { Locator, Page } from '@playwright/test'
import { jobs } from '#studio/guide/jobs.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { expect, test } from './fixtures.ts'
import { allRules, colorRules, layoutRules, runAxe } from './in-page/run-axe.ts'
import type { Studio } from './studio.ts'

async function openGuide(page: Page): Promise<void> {
  await page.getByTestId('studio-navbar').getByRole('link', { name: 'How to…' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'How to…' })).toBeVisible()
}

test('opens at the place of a job, with all its pictures, in either theme, on a desk and on a phone', {
  tag: '@nightly',
}, async ({ studio }) => {
  const { page } = studio
  await page.goto(`${studio.origin}/guide#${jobs.at(-1)?.id}`)
  await expect(page.getByRole('heading', { name: 'Let a colleague in, or out' })).toBeInViewport()
  const pictures = page.getByRole('main').locator('img')
  await expect(pictures).toHaveCount(jobs.flatMap(({ steps }) => steps.filter(step => step.picture)).length)
  const missing = () =>
    pictures.evaluateAll((images: HTMLImageElement[]) =>
      images.filter(image => !(image.complete && image.naturalWidth > 0)).map(image => image.src),
    )
  await expect.poll(missing).toEqual([])
  const guide = page.getByTestId('guide')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // The Studio turns its colours by itself, a moment after the browser says so.
    await expect.poll(() => isDark(guide)).toBe(colorScheme === 'dark')
    const rules = colorScheme === 'light' ? allRules : colorRules
    expect((await runAxe(page, rules, { within: '[data-testid="guide"]' })).violations).toEqual([])
  }
  await page.setViewportSize({ width: 400, height: 800 })
  expect(await guide.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  expect((await runAxe(page, layoutRules, { within: '[data-testid="guide"]' })).violations).toEqual([])
})

function isDark(card: Locator): Promise<boolean> {
  return card.evaluate(element => {
    const [red = 255] = getComputedStyle(element).backgroundColor.match(/\d+/g)?.map(Number) ?? []
    return red < 128
  })
}

test('opens from the navigation, and its list leads to each job', async ({ studio }) => {
  const { page } = studio
  await openGuide(page)
  for (const { id, title } of jobs) {
    await page.getByRole('navigation', { name: 'The jobs' }).getByRole('link', { name: title }).press('Enter')
    await expect(
      page.getByRole('region', { name: title }).getByRole('heading', { level: 2 }),
    ).toBeInViewport()
    await expect(page).toHaveURL(`${studio.origin}/guide#${id}`)
  }
})

/** What stands where each button leads. */
const places: Record<string, (studio: Studio) => ReturnType<Page['locator']>> = {
  'Begin a group start': ({ page }) => page.getByTestId('announcement-preview'),
  'See all announcements': ({ page }) => page.getByTestId('new-group-start'),
  'Open the settings': studio => studio.field('callNumber'),
  'Open the look': studio => studio.field('look.color'),
  'Open the home page': studio => studio.field('heading'),
  'Begin an article': studio => studio.field('body'),
  'Open “Is it live?”': ({ page }) => page.getByTestId('live-state'),
  'See what needs attention': ({ page }) => page.getByTestId('needs-attention'),
  'See all articles': ({ page }) => page.getByText(seed.article.title).first(),
  'Open the services': ({ page }) => page.getByText(seed.offLabelService.title).first(),
  'Open “People”': ({ page }) => page.getByRole('button', { name: 'Invite somebody' }),
  'Open the pages and notices': ({ page }) => page.getByText(seed.notice.title).first(),
}

test('every button leads where it says', { tag: '@nightly' }, async ({ studio }) => {
  const { page } = studio
  await openGuide(page)
  const addresses = new Map<string, string>()
  for (const { title, links } of jobs) {
    for (const { label } of links) {
      const link = page.getByRole('region', { name: title }).getByRole('link', { name: label })
      const address = (await link.getAttribute('href')) ?? ''
      if (![...addresses.values()].includes(address)) addresses.set(label, address)
    }
  }
  for (const [label, address] of addresses) {
    await studio.visit(address)
    const place = places[label]?.(studio)
    if (!place) throw new Error(`Say what stands where “${label}” leads.`)
    await expect(place).toBeVisible()
  }
})
