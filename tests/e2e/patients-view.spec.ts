import type { Locator, Page } from '@playwright/test'
import { formatPhoneNumber } from '#domain/phone-number.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'

putContentBack()

/** What a page and the Studio rightly write differently: where links lead, and what the script of a page sees to. */
const differing = / (href|data-from|data-until|hidden)="[^"]*"/g

async function markupOf(part: Locator): Promise<string> {
  return (await part.evaluate(element => element.outerHTML)).replaceAll(differing, '')
}

/** The first match of `selector` on the live page, as it was served: its script has not run. */
async function markupOnPage(page: Page, url: string, selector: string): Promise<string> {
  const html = await (await fetch(url)).text()
  const markup = await page.evaluate(
    ([html, selector]) =>
      new DOMParser().parseFromString(html, 'text/html').querySelector(selector)?.outerHTML ?? '',
    [html, selector] as const,
  )
  return markup.replaceAll(differing, '')
}

test('the form of an announcement shows the bar and the start of the group as the page does, in the light and in the dark', async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.open('announcement', seed.nextStart.id)
  const shown = studio.shownToPatients('announcement-preview')
  const url = `${system.siteUrl}/group-therapy/`
  await expect(shown.locator('#announcement')).toBeVisible()
  expect(await markupOf(shown.locator('#announcement'))).toBe(await markupOnPage(page, url, '#announcement'))
  const entry = '.group-starts > li'
  expect(await markupOf(shown.locator(entry))).toBe(
    await markupOnPage(page, system.siteUrl + seed.groupService.path, entry),
  )
  // In the light and in the dark, whatever the device of staff prefers.
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(shown.locator('body')).toHaveCSS('background-color', 'rgb(251, 252, 250)')
  await page.getByRole('button', { name: 'Dark', exact: true }).click()
  await expect(shown.locator('body')).toHaveCSS('background-color', 'rgb(15, 28, 31)')
})

test('the form of a start that is not the next one does not call it so', {
  tag: '@nightly',
}, async ({ studio, client }) => {
  const starts =
    '*[_type == "announcement" && kind == "groupStart" && !defined(showFrom)] | order(startDate asc)'
  const [next, later] = await client.fetch<string[]>(`${starts}._id`)
  for (const [id, words] of [
    [next, '"Next start"'],
    [later, 'none'],
  ]) {
    await studio.open('announcement', id ?? '')
    const title = studio.shownToPatients('announcement-preview').locator('.group-starts .title')
    const before = () => title.evaluate(heading => getComputedStyle(heading, '::before').content)
    await expect.poll(before).toBe(words)
  }
})

test('the settings show the buttons as patients will see them, while a number and a word are typed', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.open('siteSettings', 'siteSettings')
  const shown = studio.shownToPatients('call-and-text-preview')
  await expect(shown.locator('.buttons')).toBeVisible()
  for (const selector of ['.contact .heading', '.contact .buttons', '.contact .terms']) {
    expect(await markupOf(shown.locator(selector))).toBe(
      await markupOnPage(page, system.siteUrl + seed.notice.path, `.closing ${selector}`),
    )
  }
  await studio.fill('callNumber', '216 555 0142')
  await expect(shown.locator('.button').first()).toContainText('(216) 555-0142')
  await studio.fill('callToAction.callLabel', 'Ring us')
  await expect(shown.locator('.button').first()).toHaveText('Ring us (216) 555-0142')
})

test('the look is shown in the clinic’s own words while it is chosen, and a color that cannot be read is said', {
  tag: '@nightly',
}, async ({ studio }) => {
  const { page } = studio
  await studio.visit('/start')
  await page.getByTestId('job-look').click()
  const shown = studio.shownToPatients('look-preview')
  const button = shown.locator('.button').nth(1)
  await expect(button).toHaveCSS('background-color', 'rgb(14, 90, 91)')
  await expect(shown.locator('.button').nth(2)).toContainText(formatPhoneNumber(seed.settings.textNumber))
  await expect(shown.locator('h1')).toHaveText(seed.openingWords)
  const field = page.getByTestId('field-look.color')
  const words = field.getByTestId('string-input')
  await words.fill('6b2c91')
  await expect(words).toHaveValue('#6b2c91')
  await expect(button).toHaveCSS('background-color', 'rgb(107, 44, 145)')
  await expect(page.getByTestId('look-preview')).toContainText('Buttons 8.8')
  await page.getByTestId('fieldset-more').locator('legend button').first().click()
  await expect(page.getByTestId('look-preview')).not.toContainText('Top of the page')
  await studio.field('look.header').getByText('A band').click()
  await expect(page.getByTestId('look-preview')).toContainText('Top of the page 7.7')
  await words.fill('a nice purple')
  await expect(page.getByText('Write the color as # and six digits').first()).toBeVisible()
  await expect(button).toHaveCSS('background-color', 'rgb(14, 90, 91)')
  // The draft is there for the tests that follow, which count what is to be mended.
  await words.fill('')
  await expect(page.getByText('Write the color as # and six digits')).toHaveCount(0)
  // Words on the cover of that arrangement are light.
  await studio.field('look.arrangement').getByText('Columns').first().click()
  await expect(shown.locator('.hero')).toHaveCSS('color', 'rgb(234, 243, 240)')
})

test('the form of a service shows its disclosure as the page does, while it is typed', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.open('service', seed.offLabelService.id)
  await studio.show('regulatoryNote')
  const shown = studio.shownToPatients('disclosure-preview').locator('.disclosure')
  await expect(shown).toBeVisible()
  expect(await markupOf(shown)).toBe(
    await markupOnPage(page, system.siteUrl + seed.offLabelService.path, '.disclosure'),
  )
  await studio.fill('regulatoryNote', 'We use it after two other treatments')
  await expect(shown).toContainText('We use it after two other treatments.')
})
