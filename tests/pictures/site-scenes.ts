import type { Browser } from '@playwright/test'
import { expect } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { isLive } from '../e2e/content.ts'
import type { System } from '../e2e/system.ts'
import { seed } from '../fixtures/seed-roles.ts'
import type { Camera } from './camera.ts'

const phone = { viewport: { width: 390, height: 752 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const desktop = { viewport: { width: 1280, height: 790 }, deviceScaleFactor: 1.5 }

/** The site as patients see it. */
export async function playSiteScenes(
  browser: Browser,
  { siteUrl }: System,
  { guide, readme }: { guide: Camera; readme: Camera },
): Promise<void> {
  for (const scene of scenes) await takeScene(browser, siteUrl, scene, readme)
  const context = await browser.newContext({ ...desktop, deviceScaleFactor: 2 })
  const page = await context.newPage()
  await page.goto(siteUrl)
  const numbers = ['Call (', 'Text ('].map(name => page.getByRole('main').getByRole('link', { name }).first())
  await guide.take(page, 'numbers-on-site', numbers)
  await context.close()
}

/** The same site in the name and with the look of another clinic: what the Settings change. */
export async function playOtherClinic(
  browser: Browser,
  system: System,
  { client, readme }: { client: SanityClient; readme: Camera },
): Promise<void> {
  const look = {
    color: '#7a2147',
    accent: '#d97706',
    arrangement: 'columns',
    font: 'classic',
    corners: 'square',
    drawing: 'hills',
  }
  const heading = 'You do not have to carry this alone'
  const introduction = 'Counseling and groups for anxiety and grief, by people who take their time.'
  await client
    .transaction()
    .patch('siteSettings', { set: { clinicName: 'Harbor Light Counseling', look } })
    .patch('homePage', { set: { heading, introduction } })
    .commit()
  await expect.poll(() => isLive(system), { timeout: 30_000 }).toBe(true)
  for (const scene of otherScenes) await takeScene(browser, system.siteUrl, scene, readme)
}

async function takeScene(
  browser: Browser,
  siteUrl: string,
  { name, path, device, colorScheme }: Scene,
  camera: Camera,
): Promise<void> {
  const context = await browser.newContext({ ...device, colorScheme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.clock.setFixedTime(whenOpen().epochMilliseconds)
  await page.goto(siteUrl + path)
  await camera.take(page, name, { x: 0, y: 0, ...device.viewport })
  await context.close()
}

type Scene = (typeof scenes)[number] | (typeof otherScenes)[number]

const scenes = [
  { name: 'home-phone', path: '/', device: phone, colorScheme: 'light' },
  { name: 'home-desktop', path: '/', device: desktop, colorScheme: 'light' },
  { name: 'article-dark', path: seed.article.path, device: desktop, colorScheme: 'dark' },
  { name: 'group-therapy-phone', path: '/group-therapy/', device: phone, colorScheme: 'light' },
] as const

const otherScenes = [{ name: 'other-clinic', path: '/', device: desktop, colorScheme: 'light' }] as const

/** A moment in these days at which the clinic of the seed is open, whenever the pictures are taken. */
function whenOpen(): Temporal.ZonedDateTime {
  const now = Temporal.Now.zonedDateTimeISO(seed.settings.timeZone)
  const day = now.dayOfWeek <= 4 ? now : now.add({ days: 8 - now.dayOfWeek })
  return day.withPlainTime('10:30')
}
