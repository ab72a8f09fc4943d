import type { FrameLocator, Locator, Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'
import { clickToEdit, framedPage, overlayOf } from './framed-page.ts'
import type { Studio } from './studio.ts'
import { staffClient } from './system.ts'

const short = seed.newestArticle

putContentBack()
shortenTexts(short.id)

/** Opens a page of the site in the preview. */
async function openFramed(studio: Studio, path: string): Promise<FrameLocator> {
  await studio.visit(`/preview?preview=${encodeURIComponent(path)}`)
  // The page has told the tool its whole address.
  await expect(studio.page).toHaveURL(new RegExp(`[?&]preview=http[^&]*[0-9]${path}$`))
  return await framedPage(studio.page)
}

/** Goes from the form of an article to its page in the preview, as staff do. */
async function openFromForm({ page }: Studio): Promise<FrameLocator> {
  await page.getByRole('button', { name: 'See it as patients will' }).click()
  await page.getByRole('link', { name: short.path }).click()
  return await framedPage(page)
}

test('leads from a document to its page and back, shows what is typed there, and patients none of it', async ({
  studio,
  system,
}) => {
  await studio.open('article', short.id)
  const frame = await openFromForm(studio)
  const heading = frame.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(short.title)
  await studio.fill('title', 'A title that nobody has published')
  await expect(heading).toHaveText('A title that nobody has published')
  const html = await (await fetch(system.siteUrl + short.path)).text()
  expect(html).not.toContain('A title that nobody has published')

  await clickToEdit(frame, heading)
  await expect(studio.field('title').locator('input')).toBeFocused()
  await (await staffClient(system)).delete(`drafts.${short.id}`)
})

test('has room for the form beside the page, shows what is published beside the draft, and leads from what must be mended to its field, from each thing to its own, and from a link to the next document', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.open('article', short.id)
  await page.getByRole('button', { name: /^Writing help/ }).click()
  const help = page.getByTestId('writing-help')
  await expect(help).toBeInViewport({ ratio: 1 })
  const frame = await openFromForm(studio)
  // Writing help that was left open has no room here. Asked for, it takes the place of the form, and gives it back.
  await expect(studio.field('title')).toBeInViewport({ ratio: 1 })
  await expect(help).toHaveCount(0)
  await page.getByRole('button', { name: /^Writing help/ }).click()
  await expect(help).toBeInViewport({ ratio: 1 })
  await help.getByRole('button', { name: 'Close writing help' }).click()
  await expect(studio.field('title')).toBeInViewport({ ratio: 1 })

  // What must be mended leads to its field, beside the page.
  const heading = frame.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(short.title)
  await studio.fill('title', '')
  const bar = frame.locator('clinic-preview')
  await bar.getByRole('button', { name: '1 to mend' }).click()
  await clickToEdit(frame, bar.getByRole('listitem').getByRole('link'))
  await expect(studio.field('title').locator('input')).toBeFocused()
  await page.keyboard.type('A title')
  await expect(heading).toHaveText('A title')

  // The tool's own switch: what patients have, and the draft again.
  const versions = page.getByTestId('document-perspective-list')
  await versions.getByRole('button', { name: 'Published' }).click()
  await expect(heading).toHaveText(short.title)
  await expect(bar).toContainText('of what is published')
  await versions.getByRole('button', { name: 'Draft' }).click()
  await expect(heading).toHaveText('A title')

  // Each thing on the page leads to its field.
  await clickToEdit(frame, frame.getByText('Last reviewed', { exact: true }))
  await expect(page).toHaveURL(/\/lastReviewed\?/)
  await clickToEdit(frame, frame.getByText(short.opening).first())
  await expect(page).toHaveURL(/\/body\[_key==%22[^%]+%22\]/)

  // A link leads on, to the document of the page that is visited.
  const link = frame.getByRole('region', { name: 'Read on' }).getByRole('link').first()
  const title = await link.innerText()
  await link.click()
  await expect(heading).toHaveText(title)
  await expect(studio.field('title').locator('input')).toHaveValue(title)
  await (await staffClient(system)).delete(`drafts.${short.id}`)
})

test('opens starts, items, hours and numbers, names and lists what is on a page, and moves an item', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  const group = seed.groupService
  const start = `Next ${group.title} starts ${seed.laterStart.monthDay}`
  const frame = await openFramed(studio, group.path)
  await expect(studio.field('title')).toBeVisible()
  const conditions = frame.getByRole('main').locator('li[data-sanity*="conditions"]')
  await clickToEdit(frame, conditions.nth(1))
  await expect(page).toHaveURL(/\/conditions\[1\]\?/)

  // The site’s own words: nobody edits them.
  await frame.getByRole('heading', { name: 'Start dates' }).hover()
  await expect(overlayOf(frame)).toBeHidden()
  await clickToEdit(frame, frame.getByRole('listitem').filter({ hasText: seed.laterStart.longDate }))
  await expect(overlayOf(frame)).toHaveText(start)
  await expect(page).toHaveURL(new RegExp(seed.laterStart.id))
  await expect(studio.field('startDate').locator('input').first()).toBeFocused()
  const footer = frame.getByRole('contentinfo')
  await clickToEdit(frame, footer.locator('dl > div').first())
  await expect(page).toHaveURL(/\/openingHours\[_key==%22[^%]+%22\]\.opens\?/)
  await clickToEdit(frame, footer.locator('a[href^="tel:+"]'))
  await expect(studio.field('callNumber').locator('input')).toBeFocused()

  const [first = '', second = ''] = await conditions.allInnerTexts()
  await drag(page, conditions)
  await expect(conditions.nth(1)).toHaveText(first)
  await expect(conditions.first()).toHaveText(second)
  await (await staffClient(system)).delete(`drafts.${group.id}`)

  await openFramed(studio, '/services/')
  await expect(page.getByRole('option', { name: /^Next .* starts / }).first()).toBeVisible()
})

/** Drags the first of some items behind the second. */
async function drag(page: Page, items: Locator): Promise<void> {
  const middle = async (index: number) => {
    const box = await items.nth(index).boundingBox()
    if (!box) throw new Error(`Item ${index} has no place on the page.`)
    return { ...box, x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  await items.first().scrollIntoViewIfNeeded()
  await expect(async () => {
    const from = await middle(0)
    await page.mouse.move(from.x + 3, from.y)
    await page.mouse.move(from.x, from.y)
    await expect(items.first()).toHaveCSS('cursor', 'move', { timeout: 500 })
  }).toPass()
  await page.mouse.down()
  const to = await middle(1)
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.move(to.x + to.width / 2 - 2, to.y, { steps: 4 })
  await page.mouse.up()
}

test('shows an announcement to come at its time, on every page, and goes back to now', {
  tag: '@nightly',
}, async ({ studio, system, client }) => {
  const { page } = studio
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
  await clickToEdit(frame, announcement)
  await expect(studio.field('message').locator('input')).toBeFocused()
  expect(await (await fetch(system.siteUrl)).text()).not.toContain(sentence)
  await client.delete('drafts.announcement-holiday')
})
