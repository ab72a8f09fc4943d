import type { Locator, Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import type { System } from './system.ts'

const { nextStart, laterStart, groupService, plainService } = seed
const nextFile = `/calendar/${nextStart.id}.ics`

putContentBack()

/** Waits until the bar says so on the site, and opens the page of group starts. */
async function readBar(patients: Page, system: System, words: string): Promise<void> {
  const page = `${system.siteUrl}/group-therapy/`
  await expect.poll(async () => (await fetch(page)).text()).toContain(`${words}</strong>`)
  await patients.goto(page)
  await expect(patients.getByRole('region', { name: 'Announcement' })).toContainText(words)
}

function startsOn(page: Page): Locator {
  return page.getByRole('listitem').filter({ has: page.locator('time') })
}

test('tells patients that a group is cancelled for as long as staff choose, and takes it back with one press', async ({
  studio,
  context,
  system,
}) => {
  const { page } = studio
  const patients = await context.newPage()
  await studio.open('announcement', nextStart.id)
  const card = page.getByTestId('cancel-card')
  await card.getByRole('button', { name: 'Cancel this group' }).click()
  const form = page.getByTestId('cancel-form')
  await expect(
    form.getByRole('radio', { name: /^Until the day of the first meeting is over: / }),
  ).toBeChecked()
  await form.getByRole('button', { name: 'Cancel the group now' }).click()
  await expect(card).toContainText('Patients read so until the end of')

  await readBar(patients, system, `${groupService.title} on ${nextStart.monthDay} is cancelled.`)
  const starts = startsOn(patients)
  await expect(starts.first()).toContainText('This start is cancelled.')
  const next = (index: number) =>
    starts
      .nth(index)
      .locator('.title')
      .evaluate(e => getComputedStyle(e, '::before').content)
  expect([await next(0), await next(1)]).toEqual(['none', '"Next start"'])
  expect(await patients.content()).toContain('https://schema.org/EventCancelled')
  expect(await (await fetch(system.siteUrl + nextFile)).text()).toContain('STATUS:CANCELLED')

  await card.getByRole('button', { name: 'The group does take place' }).click()
  await readBar(patients, system, `Next ${groupService.title} starts ${nextStart.monthDay}.`)
})

test('takes a start off the site from the menu of its form as well, with nothing said, and leaves nothing of it', {
  tag: '@nightly',
}, async ({ studio, context, system, client }) => {
  const { page } = studio
  const patients = await context.newPage()
  await studio.open('announcement', nextStart.id)
  const card = page.getByTestId('cancel-card')
  const form = page.getByTestId('cancel-form')
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await page.getByRole('menuitem', { name: 'Cancel this group' }).click()
  await form.getByRole('radio', { name: /^Not at all/ }).check()
  await form.getByRole('button', { name: 'Cancel the group now' }).click()
  await expect(card).toContainText('Patients read nothing of it any more.')
  await readBar(patients, system, `Next ${groupService.title} starts ${laterStart.monthDay}.`)
  expect(await patients.content()).not.toContain(nextStart.monthDay)
  expect((await fetch(system.siteUrl + nextFile)).status).toBe(404)
  expect(await client.fetch('count(*[_id in path("drafts.**") && _type == "announcement"])')).toBe(0)

  await patients.goto(system.previewLink)
  await patients.goto(new URL('/group-therapy/', system.previewLink).href)
  await expect(patients.locator('clinic-preview').getByRole('status')).toHaveText('Up to date')
  await expect(startsOn(patients).first()).toContainText(laterStart.longDate)
  await studio.visit('/structure/needs-attention')
  await expect(page.getByTestId('desk-section-reviews')).toBeVisible()
  await expect(page.getByTestId(`desk-document-${nextStart.id}`)).toHaveCount(0)
})

test('says in the preview of a group start that is not published that patients do not see it', async ({
  page,
  system,
  client,
}) => {
  const start = await client.getDocument(laterStart.id)
  if (!start) throw new Error('The seed has no second start of a group.')
  // As “Unpublish” leaves it.
  await client
    .transaction()
    .delete(start._id)
    .createOrReplace({ ...start, _id: `drafts.${start._id}` })
    .commit()
  await page.request.get(system.previewLink)
  await page.goto(new URL('/group-therapy/', system.previewLink).href)
  const item = page.getByRole('listitem').filter({ hasText: laterStart.longDate })
  await expect
    .poll(() => item.evaluate(element => getComputedStyle(element, '::after').content))
    .toContain('patients do not see this')
})

test('leads patients of a withdrawn page to the care that there is, with words of its own', async ({
  page,
  system,
  client,
}) => {
  await client.create({ _id: 'redirect-old-group', _type: 'redirect', from: '/old-group/', outcome: 'gone' })
  await expect.poll(async () => (await fetch(`${system.siteUrl}/old-group/`)).status).toBe(410)
  await page.goto(`${system.siteUrl}/old-group/`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is no longer here')
  await expect(page.getByRole('main')).not.toContainText('slip')
  await expect(page.getByRole('main').getByRole('link', { name: /^Call \(/ })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: plainService.title }).click()
  await expect(page).toHaveURL(`${system.siteUrl}${plainService.path}`)
})
