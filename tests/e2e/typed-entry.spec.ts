import type { Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import type { Studio } from './studio.ts'
import { type System, staffClient } from './system.ts'

const today = Temporal.Now.plainDateISO('America/New_York')
const march9 = nextMarch9()
const lastStart = today.subtract({ days: 10 }).toString()

putContentBack()

test('a date typed as Americans write it is the date that patients read', { tag: '@nightly' }, async ({
  studio,
  system,
}) => {
  const { page } = studio
  await beginGroupStart(studio, system)
  await studio.fill('startDate', `3/9/${march9.year}`)
  await studio.fill('startTime', '6:30 pm')
  await expect(studio.field('startDate')).toContainText(march9.toLocaleString('en-US', { dateStyle: 'full' }))
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'draft')
  await studio.publish()
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'live')
  expect(await readBar(system)).toContain('starts March 9th')
})

test('what is no date keeps Publish off and says why, also after a reload', { tag: '@nightly' }, async ({
  studio,
  system,
}) => {
  const { page } = studio
  const client = await beginGroupStart(studio, system)
  await studio.fill('startTime', '7 pm')
  const date = studio.field('startDate').locator('input').first()
  const seeRefusal = async (text: string) => {
    // The field that somebody is in says so itself.
    await studio.field('startTime').locator('input').first().focus()
    await expect(date).toHaveValue(text)
    await expect(date).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByTestId('entry-faults')).toContainText('First meeting')
    await expect(studio.publishNeeds()).toBeVisible()
    await page.getByTestId('action-publish').click()
    await expect(date).toBeFocused()
  }
  for (const text of ['soon', `February 30, ${march9.year}`]) {
    await studio.fill('startDate', text)
    await seeRefusal(text)
  }
  const kept = '*[_type == "announcement" && startTime == "19:00"].startDate'
  await expect.poll(() => client.fetch(kept)).toEqual([`February 30, ${march9.year}`])
  await page.reload()
  // The address names the field that the press led to.
  await expect(date).toBeFocused()
  await seeRefusal(`February 30, ${march9.year}`)
  expect(await readBar(system)).toBeUndefined()
  expect(await client.fetch(`count(${kept})`)).toBe(1)
})

test('Publish by keys, faster than the form is checked, publishes nothing that is not understood', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  const client = await beginGroupStart(studio, system)
  const date = studio.field('startDate').locator('input').first()
  for (const delay of [0, 60, 84, 120]) {
    await date.fill(`3/9/${march9.year}`)
    await expect(page.getByTestId('action-publish')).toBeEnabled()
    await expect(studio.publishNeeds()).toHaveCount(0)
    await date.press('ControlOrMeta+A')
    await page.keyboard.type('soon', { delay })
    await page.keyboard.press('Control+Alt+KeyP')
    await expect(studio.publishNeeds()).toBeVisible()
    await expect(date).toHaveValue('soon')
    // Refused, and not to be carried out for what is written next, by dictation too, which presses no keys.
    await page.keyboard.press('Control+Alt+KeyP')
    await expect(studio.page.getByText('Not published yet')).toBeVisible()
  }
  expect(await client.fetch('*[_type == "announcement" && !(_id in path("drafts.**"))].startDate')).toEqual([
    lastStart,
  ])
})

test('a press on “Publish” publishes what is right by then, though the button still shows what was missing', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await beginGroupStart(studio, system)
  await studio.fill('startTime', '7 pm')
  await studio.fill('startDate', 'soon')
  await expect(studio.publishNeeds()).toBeVisible()
  const showButtons = await holdButtons(page)
  await studio.fill('startDate', `3/9/${march9.year}`)
  await expect(studio.field('startDate').getByTestId(/^input-validation-icon/)).toHaveCount(0)
  await expect(studio.publishNeeds()).toBeVisible()
  const published = page.waitForResponse(/tag=sanity\.studio\.document\.publish/)
  await page.getByTestId('action-publish').click()
  expect((await published).ok()).toBe(true)
  await showButtons()
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'live')
})

test('one press on “Publish” publishes once, however long the Content Lake takes', {
  tag: '@nightly',
}, async ({ studio }) => {
  const { page } = studio
  await studio.open('article', seed.treatmentArticle.id)
  await studio.fill('title', 'A title that is new')
  const answer = Promise.withResolvers<void>()
  let requests = 0
  await page.route(/tag=sanity\.studio\.document\.publish/, async route => {
    requests++
    await answer.promise
    await route.continue()
  })
  const button = page.getByTestId('action-publish')
  await button.click()
  await expect.poll(() => requests).toBe(1)
  // After some seconds, Sanity offers it again.
  await expect(button).toBeEnabled()
  answer.resolve()
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'live')
  expect(requests).toBe(1)
})

test('hours, a closed day, a number and a moment are typed as people write them, and stored as the site reads them', async ({
  studio,
  client,
}) => {
  const { page } = studio
  await studio.open('siteSettings', 'siteSettings')
  await studio.fill('callNumber', '(216) 555-0142')
  await expect(studio.field('callNumber').locator('input').first()).toHaveValue('(216) 555-0142')
  await studio.openGroup('clinic')
  await studio.field('openingHours').getByText('Monday', { exact: false }).first().click()
  const hours = page.getByTestId('field-hours')
  await hours.locator('input').fill('closed')
  await expect(hours).toContainText('Days that are not listed are closed')
  await hours.locator('input').fill('8 to 4:30')
  await expect(hours).toContainText('8 AM to 4:30 PM')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Holidays and other days' }).click()
  await studio.field('specialHours').getByRole('button', { name: 'Add' }).click()
  const closed = page
    .getByRole('dialog')
    .getByTestId(/firstDay$/)
    .locator('input')
    .first()
  await closed.fill(`Dec 1, ${today.year + 1}`)
  await closed.press('Tab')
  const query =
    '*[_id == "drafts.siteSettings"][0]{callNumber, "hours": openingHours[0]{opens, closes}, "closed": specialHours[-1]{firstDay, opens}}'
  await expect
    .poll(() => client.fetch(query))
    .toEqual({
      callNumber: '+12165550142',
      hours: { opens: '08:00', closes: '16:30' },
      closed: { firstDay: `${today.year + 1}-12-01`, opens: null },
    })

  await studio.create('announcement', 'closure')
  await studio.fill('message', 'We are closed for training.')
  await studio.fill('showUntil', `12/1/${today.year + 1}`)
  const until = studio.field('showUntil')
  await expect(until.locator('input').first()).toHaveValue(`end of December 1, ${today.year + 1}`)
  await expect(until).toContainText('by the clinic’s clock')
  // The calendar, which Tab leads to, changes the day alone.
  await studio.fill('showUntil', `12/1/${today.year + 1} 6 pm`)
  await expect(until.getByRole('button', { name: 'Choose the date in a calendar' })).toBeFocused()
  await until.locator('input[type=date]').fill(`${today.year + 1}-12-03`)
  await expect(until.locator('input').first()).toHaveValue(`December 3, ${today.year + 1}, 6 PM`)
  const sixByTheClinic = `${today.year + 1}-12-03T23:00:00.000Z`
  await expect.poll(() => client.fetch('*[kind == "closure"].showUntil')).toContain(sixByTheClinic)
})

/** A form that is filled in from the last start of the group, as staff find it. */
async function beginGroupStart(studio: Studio, system: System) {
  const client = await staffClient(system)
  await client.delete({ query: '*[_type == "announcement"]' })
  await client.create({
    _id: 'announcement-last',
    _type: 'announcement',
    kind: 'groupStart',
    service: { _type: 'reference', _ref: seed.groupService.id, _weak: true },
    startDate: lastStart,
    startTime: '18:00',
    urgency: 'routine',
  })
  await expect.poll(() => readBar(system)).toBeUndefined()
  await studio.create('announcement', 'group-start')
  await expect(studio.sentence()).toContainText('starts')
  return client
}

/** The announcement in the bar, as patients read it. */
async function readBar(system: System): Promise<string | undefined> {
  const html = await (await fetch(system.siteUrl)).text()
  return /aria-label="Announcement"[\s\S]*?<strong[^>]*>([^<]*)/.exec(html)?.[1]
}

function nextMarch9(): Temporal.PlainDate {
  const inYear = (year: number) => Temporal.PlainDate.from({ year, month: 3, day: 9 })
  const march9 = inYear(today.year)
  return Temporal.PlainDate.compare(march9, today) > 0 ? march9 : inYear(today.year + 1)
}

/** Keeps the Studio from drawing the buttons of its forms again, as a busy browser does for a moment, until the function is called. */
async function holdButtons(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(() => {
    const { scheduler } = window as typeof window & {
      scheduler: { postTask: (...args: unknown[]) => unknown }
    }
    const released = Promise.withResolvers<void>()
    const { postTask } = scheduler
    scheduler.postTask = async (...args) => {
      await released.promise
      return postTask.apply(scheduler, args)
    }
    return {
      release() {
        scheduler.postTask = postTask
        released.resolve()
      },
    }
  })
  return () => held.evaluate(({ release }) => release())
}
