import { formatPhoneNumber } from '#domain/phone-number.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import { pagePaths, readLiveRelease, type System } from './system.ts'

putContentBack()

const { groupService, nextStart, laterStart } = seed
const nextSentence = `Next ${groupService.title} starts ${nextStart.monthDay}`
const laterSentence = `Next ${groupService.title} starts ${laterStart.monthDay}`

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

test('lets staff in by the link that npm start leaves', async ({ system }) => {
  const sid = new URL(system.signInUrl).hash.replace('#sid=', '')
  const answer = await fetch(`${system.studioUrl}/v1/auth/fetch?sid=${sid}`)
  const { token } = await answer.json()
  const headers = { Authorization: `Bearer ${token}` }
  const user = await (await fetch(`${system.studioUrl}/v1/users/me`, { headers })).json()
  expect(user).toMatchObject({ roles: [{ name: 'administrator' }] })
})

test('takes a group start off the site when staff unpublish or delete it, and keeps drafts out of the release', async ({
  studio,
  system,
  client,
}) => {
  const closure = { _type: 'announcement', kind: 'closure', message: 'Unfinished words' }
  await client.create({ ...closure, _id: 'drafts.announcement-unfinished' })
  await studio.open('announcement', nextStart.id)
  await studio.unpublish()
  await expect.poll(() => bar(system)).toContain(laterSentence)
  await studio.publish()
  await expect.poll(() => bar(system)).toContain(nextSentence)
  const release = await readLiveRelease(system)
  expect(release).not.toContain('Unfinished words')
  expect(release).not.toContain('drafts.')
  await studio.delete()
  await expect.poll(() => bar(system)).toContain(laterSentence)
  const html = await (await fetch(`${system.siteUrl}/group-therapy/`)).text()
  expect(html).toContain(laterStart.longDate)
  expect(html).not.toContain(nextStart.longDate)
})

test('changes the number to call and text everywhere at once', async ({ system, client }) => {
  const numbers = { callNumber: '+13305550142', textNumber: '+13305550143' }
  await client.patch('siteSettings').set(numbers).commit()
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
  await expect(studio.page.getByTestId('job-number')).toBeVisible()
  const health = await (await fetch(`${system.studioUrl}/healthz`)).json()
  expect(health.unknownRoutes).toEqual([])
})
