import type { Browser } from '@playwright/test'
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
  for (const { name, path, device, colorScheme } of scenes) {
    const context = await browser.newContext({ ...device, colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.clock.setFixedTime(whenOpen().epochMilliseconds)
    await page.goto(siteUrl + path)
    await readme.take(page, name, { x: 0, y: 0, ...device.viewport })
    await context.close()
  }
  const context = await browser.newContext({ ...desktop, deviceScaleFactor: 2 })
  const page = await context.newPage()
  await page.goto(siteUrl)
  const numbers = ['Call (', 'Text ('].map(name => page.getByRole('main').getByRole('link', { name }).first())
  await guide.take(page, 'numbers-on-site', numbers)
  await context.close()
}

const scenes = [
  { name: 'home-phone', path: '/', device: phone, colorScheme: 'light' },
  { name: 'home-desktop', path: '/', device: desktop, colorScheme: 'light' },
  { name: 'article-dark', path: seed.article.path, device: desktop, colorScheme: 'dark' },
  { name: 'group-therapy-phone', path: '/group-therapy/', device: phone, colorScheme: 'light' },
] as const

/** A moment in these days at which the clinic of the seed is open, whenever the pictures are taken. */
function whenOpen(): Temporal.ZonedDateTime {
  const now = Temporal.Now.zonedDateTimeISO(seed.settings.timeZone)
  const day = now.dayOfWeek <= 4 ? now : now.add({ days: 8 - now.dayOfWeek })
  return day.withPlainTime('10:30')
}
