import type { Page } from '@playwright/test'
import { formatPhoneNumber } from '#domain/phone-number.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'
import type { Studio } from './studio.ts'

putContentBack()
shortenTexts(seed.groupArticle.id)

const longSentence =
  'You can bring a friend or a relative with you if you like, and they can wait in the room next door or sit with you while we talk about how you have been.'

async function openHelp(studio: Studio, id: string) {
  await studio.open('article', id)
  const button = studio.page.getByRole('button', { name: /^Writing help/ })
  const help = studio.page.getByTestId('writing-help')
  // The banner has its answer once the form stands.
  await expect(studio.page.getByTestId('live-state')).not.toContainText('Asking')
  if (!(await help.isVisible())) await button.click()
  await expect(help.getByRole('status')).toHaveText(/^Nothing|to look at/)
  return help
}

/** Writes a paragraph of its own before the one that starts with these words. */
async function writeBefore(page: Page, studio: Studio, words: string, text: string): Promise<void> {
  const body = studio.field('body')
  const start = { position: { x: 3, y: 6 } }
  // The first click wakes the editor, the second puts the cursor.
  await body.getByText(words).click(start)
  await expect(body.getByTestId('block-style-select').or(body.getByText('Paragraph')).first()).toBeVisible()
  await body.getByText(words).click(start)
  await page.keyboard.press('Home')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('puts the call and text buttons in the place of a number that staff type, in one press', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  const { id, path, opening } = seed.newestArticle
  const help = await openHelp(studio, id)
  await expect(help.getByText('well written')).toBeVisible()
  await writeBefore(
    page,
    studio,
    opening,
    `Please call us at ${formatPhoneNumber(seed.settings.callNumber)} to book.`,
  )
  const finding = help.getByTestId('finding').filter({ hasText: 'Phone number' })
  await expect(finding).toContainText(formatPhoneNumber(seed.settings.callNumber))
  await expect(page.getByRole('button', { name: 'Writing help: 1 to look at' })).toBeVisible()

  // Staff who write on and press at once lose nothing of it.
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type(' Any day will do.')
  await finding.getByRole('button', { name: 'Use the call and text buttons' }).click()
  await expect(finding).toHaveCount(0)
  await expect(studio.field('body').getByText('Numbers come from the settings').first()).toBeVisible()
  await expect(studio.field('body')).toContainText('Please call us to book. Any day will do.')

  await studio.publish()
  const live = async () => (await fetch(`${system.siteUrl}${path}`)).text()
  await expect.poll(live).toContain('Please call us to book. Any day will do.')
  const [, after = ''] = (await live()).split('Any day will do.')
  expect(after).toContain(`href="tel:${seed.settings.callNumber}`)
})

test('points out a long sentence while it is typed, and leaves it alone when staff say so', {
  tag: '@nightly',
}, async ({ studio }) => {
  const { page } = studio
  const { id } = seed.groupArticle
  const help = await openHelp(studio, id)
  await studio.fill('summary', longSentence)
  const finding = help.getByTestId('finding').filter({ hasText: 'Long sentence' })
  await expect(finding).toContainText('Split it in two')
  await finding.getByRole('button', { name: 'Show' }).click()
  await expect(studio.field('summary').locator('textarea')).toBeFocused()
  await finding.getByRole('button', { name: 'Leave as it is' }).click()
  await expect(finding).toHaveCount(0)
  await expect(help).toContainText('One is left as it is.')

  // Where it was open it opens again, and it still knows what to leave.
  await page.reload()
  await expect(help).toContainText('One is left as it is.')
  await help.getByRole('button', { name: 'Show again' }).click()
  await expect(finding).toHaveCount(1)
})
