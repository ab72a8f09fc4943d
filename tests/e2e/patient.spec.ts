import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { type CalendarComponent, parseCalendar } from '../machines/icalendar.ts'
import { expect, test } from './patients.ts'
import type { SharedSite } from './shared-site.ts'

/*
 * A patient on a phone, in another time zone than the clinic, who comes from a search engine: what they need is found,
 * with script and without.
 */

const clinicZone = 'America/New_York'
const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  timezoneId: 'Asia/Tokyo',
}

async function landFromSearch(page: Page, site: SharedSite): Promise<void> {
  await page.goto(site.url + seed.article.path, { referer: 'https://www.google.com/' })
}

async function openMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).tap()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).tap()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ ...phone, javaScriptEnabled })

    test('lands on an article, and sees at its head who wrote it, who reviewed it and when', async ({
      page,
      site,
    }) => {
      await landFromSearch(page, site)
      const review = page.getByRole('main').locator('dl').first()
      await expect(review).toContainText('reviewed by')
      await expect(review).toContainText(/Last reviewed\s*[A-Z][a-z]+ \d{1,2}, \d{4}/)
      await expect(review).toContainText(/Next review/)
      const title = await page.getByRole('heading', { level: 1 }).boundingBox()
      const box = await review.boundingBox()
      expect((box?.y ?? Number.POSITIVE_INFINITY) - (title?.y ?? 0)).toBeLessThan(phone.viewport.height)
      await review.getByRole('link').last().tap()
      await expect(page).toHaveURL(/\/team\/#/)
      await expect(page.locator(':target')).toBeVisible()
    })

    test('calls and texts within a thumb’s reach, and is told beside it what texting means', async ({
      page,
      site,
    }) => {
      await landFromSearch(page, site)
      const bar = page.getByRole('complementary', { name: 'Call or text us' })
      await expect(bar).toBeInViewport()
      await expect(bar.getByRole('link', { name: /Call/ })).toHaveAttribute(
        'href',
        `tel:${seed.settings.callNumber}`,
      )
      await expect(bar.getByRole('link', { name: /^Text \(/ })).toHaveAttribute(
        'href',
        `sms:${seed.settings.textNumber}`,
      )
      await bar.getByRole('link', { name: 'Texting terms' }).tap()
      await expect(page).toHaveURL(/\/contact\/#texting$/)
      const texting = page
        .getByRole('main')
        .locator('section')
        .filter({ has: page.locator('#texting') })
      await expect(texting).toContainText('not for emergencies')
      await expect(texting).toContainText(/STOP/)
      await expect(texting).toContainText(/HELP/)
      await expect(texting).toContainText(/rates/i)
    })

    test('finds when the next group starts, and puts it into a calendar', async ({ page, site }) => {
      await landFromSearch(page, site)
      await openMenu(page, 'Group therapy')
      const next = page
        .getByRole('main')
        .getByRole('listitem')
        .filter({ has: page.locator('time') })
        .first()
      await expect(next).toContainText(seed.nextStart.longDate)
      const start = Temporal.Instant.from((await next.locator('time').getAttribute('datetime')) ?? '')
      const local = start.toZonedDateTimeISO(clinicZone)
      expect(local.toPlainDate().toString()).toBe(seed.nextStart.date)

      const download = page.waitForEvent('download')
      await next.getByRole('link', { name: 'Add to your calendar' }).tap()
      const file = await download
      expect(file.suggestedFilename()).toMatch(/\.ics$/)
      const calendar = parseCalendar(await readFile(await file.path()))
      const [event] = calendar.components.filter(({ name }) => name === 'VEVENT')
      expect(startOf(event, clinicZone).toString()).toBe(start.toString())
    })

    test('finds the opening hours and the way to the clinic', async ({ page, site }) => {
      await landFromSearch(page, site)
      await openMenu(page, 'Contact')
      const hours = page
        .getByRole('main')
        .locator('section')
        .filter({ has: page.locator('#hours') })
      await expect(hours).toContainText(/Monday/)
      await expect(hours).toContainText(/\d( AM| PM)/)
      const map = page.getByRole('main').getByRole('link', { name: /map/i })
      await expect(map).toHaveAttribute('href', /^https:/)
    })
  })
}

test.describe('the clinic’s hours on a phone in another zone', () => {
  test.use(phone)

  // Mondays, two of them after a night in which clocks changed.
  // That they hold in summer and in winter, `tests/site/page-script.test.ts` shows.
  for (const [what, date] of [
    ['after the clocks went forward', '2027-03-15'],
    ['after the clocks went back', '2027-11-08'],
  ] as const) {
    test(`are counted by the clinic’s clock ${what}`, async ({ page, site }) => {
      const at = (time: string) =>
        Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(clinicZone).epochMilliseconds
      const said = page.locator('aside [data-zone] > :not([hidden])')
      await page.clock.install({ time: at('00:30') })
      await page.goto(`${site.url}/contact/`)
      const hours = page
        .getByRole('main')
        .locator('section')
        .filter({ has: page.locator('#hours') })
      const [, opens = '', closes = ''] =
        /Monday[^\d]*(\d+ AM) to (\d+ PM)/.exec(await hours.innerText()) ?? []
      const [openAt, closeAt] = [to24Hours(opens), to24Hours(closes)]
      for (const [time, words] of [
        [openAt, /^Open now/],
        [minuteBefore(closeAt), /^Open now/],
        [closeAt, /^Closed\. /],
        [minuteBefore(openAt), /^Closed. Opens at/],
      ] as const) {
        await page.clock.setSystemTime(at(time))
        await page.reload()
        await expect(said, `at ${time} of ${date}`).toHaveText(words)
      }
    })
  }
})

test.describe('the announcement', () => {
  test.use(phone)

  test('stays away for who dismissed it, on every page, until there is another one', async ({
    page,
    site,
  }) => {
    await landFromSearch(page, site)
    const bar = page.getByRole('region', { name: 'Announcement' })
    await bar.getByRole('button', { name: 'Dismiss this announcement' }).tap()
    await expect(bar).toBeHidden()
    await expect(page.getByRole('main')).toBeFocused()
    await page.goto(site.url)
    await expect(bar).toBeHidden()
    // Another announcement has other words: here they are put into the page on its way.
    await page.route(site.url, async route => {
      const answer = await route.fetch()
      const body = (await answer.text()).replaceAll(
        `Next ${seed.groupService.title} starts`,
        'Another group starts',
      )
      await route.fulfill({ response: answer, body })
    })
    await page.goto(site.url)
    await expect(bar).toBeVisible()
  })
})

/** When an event of a calendar file starts, whichever way the file says it. */
function startOf(event: CalendarComponent | undefined, zone: string): Temporal.Instant {
  const start = event?.properties.find(({ name }) => name === 'DTSTART')
  const [, date = '', time = '', utc] = /^(\d{8})T(\d{6})(Z?)$/.exec(start?.value ?? '') ?? []
  const local = Temporal.PlainDateTime.from(`${date}T${time}`)
  return local.toZonedDateTime(utc ? 'UTC' : (start?.parameters.TZID ?? zone)).toInstant()
}

/** “18:00” of “6 PM”. @throws RangeError for anything else. */
function to24Hours(time: string): string {
  const [, hour, half] = /^(\d+) (AM|PM)$/.exec(time) ?? []
  if (!hour) throw new RangeError(`“${time}” is no hour of the day.`)
  return `${String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')}:00`
}

/** The last minute before a time of the day. */
function minuteBefore(time: string): string {
  return Temporal.PlainTime.from(time).subtract({ minutes: 1 }).toString().slice(0, 5)
}
