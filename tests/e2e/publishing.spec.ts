import { formatPhoneNumber } from '#domain/phone-number.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import { pagePaths, readLiveRelease, readSecret, type System } from './system.ts'

putContentBack()

/** The date two days from now by the clinic's clock: sooner than any group of the seed. */
const firstMeeting = Temporal.Now.plainDateISO('America/New_York').add({ days: 2 })
const asTyped = firstMeeting.toLocaleString('en-US', { month: 'long', day: 'numeric', year: 'numeric' })
/** What the bar says of the next group of the seed. */
const nextSentence = `Next ${seed.groupService.title} starts ${seed.nextStart.monthDay}`
const month = firstMeeting.toLocaleString('en-US', { month: 'long' })

/** The sentence of the announcement bar, as the home page has it now. */
async function bar(system: System): Promise<string> {
  const html = await (await fetch(system.siteUrl)).text()
  return /aria-label="Announcement"[\s\S]*?<strong[^>]*>([^<]*)/.exec(html)?.[1] ?? 'no bar'
}

/** The number that the home page's buttons call. */
async function callNumber(system: System): Promise<string> {
  const html = await (await fetch(system.siteUrl)).text()
  return /href="tel:(\+\d+)"/.exec(html)?.[1] ?? 'no number'
}

test('shows a newcomer a whole clinic: the next group, three highlights, the article and the numbers', async ({
  page,
  system,
}) => {
  await page.goto(system.siteUrl)
  const bar = page.getByRole('region', { name: /announcement/i })
  await expect(bar).toContainText(nextSentence)
  await expect(bar.getByRole('link', { name: /Learn more/ })).toBeVisible()
  await expect(page.locator(`a[href="tel:${seed.settings.callNumber}"]`).first()).toBeVisible()
  await expect(page.locator(`a[href="sms:${seed.settings.textNumber}"]`).first()).toBeVisible()
  for (const name of seed.highlights) {
    await expect(page.getByRole('main').getByRole('heading', { name })).toBeVisible()
  }
  await page.goto(`${system.siteUrl}${seed.article.path}`)
  const sections = page.getByRole('main').getByRole('heading', { level: 2 })
  for (const hasText of seed.article.numberedHeadings) {
    await expect(sections.filter({ hasText })).toHaveCount(1)
  }
})

test('answers the same release at every address of the site', async ({ system }) => {
  const release = await (await fetch(`${system.siteUrl}/release.json`)).json()
  const health = await (await fetch(`${system.siteUrl}/healthz`)).json()
  expect(release).toMatchObject({ faults: [], documents: { siteSettings: expect.any(String) } })
  expect(JSON.stringify(health)).toContain(release.release)
})

test('lets staff in by the link that npm start prints', async ({ page, system }) => {
  await page.goto(system.signInUrl)
  await expect(page.getByTestId('job-number')).toBeVisible()
})

test('keeps what staff are still writing out of the release', async ({ studio, system }) => {
  await studio.create('announcement', 'notice')
  await studio.fill('message', 'Unfinished words that nobody may read yet')
  await expect
    .poll(async () => JSON.stringify(await drafts(system)), { message: 'the draft reaches the Content Lake' })
    .toContain('Unfinished words')
  await expect.poll(() => readLiveRelease(system)).not.toContain('Unfinished words')
  expect(await readLiveRelease(system)).not.toContain('drafts.')
})

test('puts a group start that staff publish on the site, and takes it off when they unpublish or delete it', async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.create('announcement')
  await studio.pickReference('service', seed.groupService.title)
  await studio.fill('startDate', asTyped)
  await studio.fill('startTime', '18:00')
  await studio.publish()
  await expect
    .poll(() => bar(system))
    .toMatch(new RegExp(`Next ${seed.groupService.title} starts ${month} ${firstMeeting.day}(st|nd|rd|th)`))

  await studio.unpublish()
  await expect.poll(() => bar(system)).toContain(nextSentence)

  await studio.publish()
  await expect.poll(() => bar(system)).toContain(`starts ${month} ${firstMeeting.day}`)
  await studio.delete()
  await expect.poll(() => bar(system)).toContain(nextSentence)
  await page.goto(`${system.siteUrl}/group-therapy/`)
  await expect(page.getByText(asTyped)).toHaveCount(0)
})

test('changes the number to call and text everywhere at once', async ({ studio, system }) => {
  await studio.open('siteSettings', 'siteSettings')
  await studio.fill('callNumber', '+13305550142')
  await studio.fill('textNumber', '+13305550143')
  await studio.publish()
  await expect.poll(() => callNumber(system)).toBe('+13305550142')
  const release = await readLiveRelease(system)
  expect(release).not.toContain(seed.settings.callNumber)
  expect(release).not.toContain(formatPhoneNumber(seed.settings.callNumber))
  for (const path of await pagePaths(system)) {
    const html = await (await fetch(system.siteUrl + path)).text()
    expect(html, path).toContain('tel:+13305550142')
    expect(html, path).toContain('(330) 555-0143')
  }
})

test('the Studio has called no endpoint that the Content Lake does not know', async ({ studio, system }) => {
  await studio.open('article', seed.article.id)
  await expect(studio.field('title')).toBeVisible()
  const health = await (await fetch(`${system.studioUrl}/healthz`)).json()
  expect(health.unknownRoutes).toEqual([])
})

test('asks for nothing off this host on any page of the site', async ({ page, system }) => {
  const paths = await pagePaths(system)
  expect(paths.length).toBeGreaterThan(15)
  for (const path of paths) {
    const answer = await page.goto(system.siteUrl + path, { waitUntil: 'load' })
    expect(answer?.status(), path).toBe(200)
  }
})

/** The drafts in the local Content Lake, read with the key that only staff's tools have. */
async function drafts(system: System): Promise<unknown> {
  const token = await readSecret(system, 'SANITY_API_READ_TOKEN')
  const query = encodeURIComponent('*[_id in path("drafts.**")]')
  const url = `${system.studioUrl}/v2025-02-19/data/query/production?perspective=raw&query=${query}`
  return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).json()
}
