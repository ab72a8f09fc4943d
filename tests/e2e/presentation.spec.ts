import type { FrameLocator, Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts, staffClient } from './content.ts'
import { expect, test } from './fixtures.ts'

const article = seed.article.id
const short = seed.newestArticle

putContentBack()
shortenTexts(short.id)

/** The page in the frame of the preview, once it is connected. */
async function framedPage(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe[src]')
  await expect(frame.locator('clinic-preview').getByRole('status')).toHaveText('Up to date')
  await expect(page.getByRole('checkbox', { name: 'Edit' })).toBeChecked()
  return frame
}

test('leads from a document to its page, has room for the form beside it, shows what is typed there, and patients none of it', async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.open('article', short.id)
  await page.getByRole('button', { name: /^Writing help/ }).click()
  const help = page.getByTestId('writing-help')
  await expect(help).toBeInViewport({ ratio: 1 })
  await page.getByRole('button', { name: 'See it as patients will' }).click()
  await page.getByRole('link', { name: short.path }).click()
  // Writing help that was left open has no room here. Asked for, it takes the place of the form, and gives it back.
  await expect(studio.field('title')).toBeInViewport({ ratio: 1 })
  await expect(help).toHaveCount(0)
  await page.getByRole('button', { name: /^Writing help/ }).click()
  await expect(help).toBeInViewport({ ratio: 1 })
  await help.getByRole('button', { name: 'Close writing help' }).click()
  await expect(studio.field('title')).toBeInViewport({ ratio: 1 })

  const frame = await framedPage(page)
  const heading = frame.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(short.title)
  await studio.fill('title', 'A title that nobody has published')
  await expect(heading).toHaveText('A title that nobody has published')
  const html = await (await fetch(system.siteUrl + short.path)).text()
  expect(html).not.toContain('A title that nobody has published')
  await (await staffClient(system)).delete(`drafts.${short.id}`)
})

test('opens the field of the words that are clicked, and the document of the page that is visited', async ({
  studio,
}) => {
  const { page } = studio
  await studio.open('article', article)
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await page.getByRole('menuitem', { name: 'See it as patients will' }).click()
  const frame = await framedPage(page)
  await frame.getByRole('heading', { level: 1 }).click()
  await expect(studio.field('title').locator('input')).toBeFocused()
  await frame.getByRole('heading', { name: seed.article.lastHeading }).click()
  await expect(page).toHaveURL(new RegExp(`/body\\[_key==%22${seed.article.lastHeadingKey}%22\\]`))
  // A link leads on; the label above it leads to the form.
  await frame.getByRole('link', { name: seed.dueArticle.title }).last().click()
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(seed.dueArticle.title)
  await expect(studio.field('title').locator('input')).toHaveValue(seed.dueArticle.title)
})

test('shows an announcement to come at its time, on every page, and goes back to now', async ({
  studio,
  system,
}) => {
  const { page } = studio
  const client = await staffClient(system)
  const day = Temporal.Now.plainDateISO('America/New_York').add({ months: 1 })
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime('America/New_York').toInstant().toString()
  const sentence = 'We are closed for the holiday'
  await client.create({
    _id: 'drafts.announcement-holiday',
    _type: 'announcement',
    kind: 'closure',
    message: sentence,
    urgency: 'urgent',
    showFrom: at(day),
    showUntil: at(day.add({ days: 1 })),
  })
  await studio.open('announcement', 'announcement-holiday')
  await page.getByRole('button', { name: 'See it as patients will' }).click()
  await page.getByRole('link', { name: /^The top of every page, on \w+, / }).click()
  const frame = await framedPage(page)
  const bar = frame.locator('clinic-preview')
  const announcement = frame.getByText(`${sentence}.`, { exact: true })
  await expect(announcement).toBeVisible()
  await bar.getByRole('button', { name: 'Back to today' }).click()
  await expect(bar.getByRole('button', { name: 'Another day' })).toBeVisible()
  await expect(announcement).toHaveCount(0)
  await bar.getByRole('button', { name: 'Another day' }).click()
  await bar.getByLabel('Which day?').fill(`${day.month}/${day.day}`)
  await bar.getByRole('button', { name: 'Show that day' }).click()
  await expect(announcement).toBeVisible()
  await framedPage(page)
  await announcement.click()
  await expect(studio.field('message').locator('input')).toBeFocused()
  expect(await (await fetch(system.siteUrl)).text()).not.toContain(sentence)
  await client.delete('drafts.announcement-holiday')
})

test('leads from each start of a group to its announcement, names what it opens, and lists it', async ({
  studio,
}) => {
  const { page } = studio
  await studio.visit(`/preview?preview=${encodeURIComponent('/group-therapy/')}`)
  const frame = await framedPage(page)
  const label = frame.locator('clinic-preview .frame a')
  const start = frame.getByRole('listitem').filter({ hasText: seed.laterStart.longDate })
  await start.locator('time').hover()
  await expect(label).toHaveText('Edit this group start')
  await frame.getByRole('heading', { name: seed.groupService.title, level: 2 }).hover()
  await expect(label).toHaveText('Edit this group')
  // The site’s own words: nobody edits them, whoever says the same.
  await frame.getByRole('heading', { level: 1 }).hover()
  await expect(label).toBeHidden()
  await start.locator('time').click()
  await expect(page).toHaveURL(new RegExp(seed.laterStart.id))
  await expect(studio.field('startDate').locator('input').first()).toBeFocused()
  await studio.visit(`/preview?preview=${encodeURIComponent('/services/')}`)
  await framedPage(page)
  await expect(
    page.getByRole('option', { name: `Next ${seed.groupService.title} starts ${seed.nextStart.monthDay}` }),
  ).toBeVisible()
})
