import type { Locator, Page } from '@playwright/test'
import { formatPhoneNumber } from '#domain/phone-number.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { isLive, putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import { type System, staffClient } from './system.ts'

putContentBack()

const look = {
  color: '#7a2147',
  accent: '#c7e84b',
  font: 'classic',
  corners: 'square',
  header: 'band',
  arrangement: 'centered',
}

/** What a look changes of a part of a page. */
const changed = ['color', 'background-color', 'border-radius', 'font-family']

function stylesOf(part: Locator): Promise<string[]> {
  return part.evaluate((element, names) => {
    const styles = getComputedStyle(element)
    return names.map(name => styles.getPropertyValue(name))
  }, changed)
}

async function publishLook(system: System): Promise<void> {
  const client = await staffClient(system)
  await client.patch('siteSettings').set({ look }).commit()
  await expect.poll(() => isLive(system), 'the site has the look').toBe(true)
}

/** What parts of the live site look like, by their selectors. */
async function visit(page: Page, address: string, selectors: string[]): Promise<string[][]> {
  const patient = await page.context().newPage()
  await patient.goto(address)
  const found = await Promise.all(selectors.map(selector => stylesOf(patient.locator(selector).first())))
  await patient.close()
  return found
}

test('every form, and the first page, show the look that patients have; the settings that which is typed', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await publishLook(system)
  const [bar, button] = await visit(page, system.siteUrl + seed.notice.path, [
    '#announcement',
    '.closing .button',
  ])
  const [disclosure] = await visit(page, system.siteUrl + seed.offLabelService.path, ['.disclosure'])

  await studio.visit('/start')
  const start = studio.shownToPatients('patients-see')
  await expect.poll(() => stylesOf(start.locator('#announcement'))).toEqual(bar)

  await studio.open('announcement', seed.nextStart.id)
  const announcement = studio.shownToPatients('announcement-preview')
  await expect.poll(() => stylesOf(announcement.locator('#announcement'))).toEqual(bar)

  await studio.open('service', seed.offLabelService.id)
  await studio.show('regulatoryNote')
  const service = studio.shownToPatients('disclosure-preview')
  await expect.poll(() => stylesOf(service.locator('.disclosure'))).toEqual(disclosure)

  await studio.open('siteSettings', 'siteSettings')
  const settings = studio.shownToPatients('call-and-text-preview').locator('.button').first()
  await expect.poll(() => stylesOf(settings)).toEqual(button)
  await studio.fill('look.color', '#1f3a8a')
  await studio.openGroup('contact')
  await expect(settings).toHaveCSS('background-color', 'rgb(31, 58, 138)')
  await expect(settings).toContainText(formatPhoneNumber(seed.settings.callNumber))
})
