import { expect, type Locator, type Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { formatPhoneNumber } from '#domain/phone-number.ts'
import { Studio } from '../e2e/studio.ts'
import { newSignInUrl, type System } from '../e2e/system.ts'
import { seed } from '../fixtures/seed-roles.ts'
import type { Camera, Region } from './camera.ts'
import { endGroupStarts, getDraft } from './props.ts'

/** What a scene in the Studio plays with. */
export interface Stage {
  system: System
  page: Page
  studio: Studio
  client: SanityClient
  /** For the pictures of the guide, and for those of the README. */
  guide: Camera
  readme: Camera
}

const article = seed.newestArticle.id

/** Signs in as somebody of the clinic who may do all. */
export async function enterStudio(page: Page, system: System): Promise<Studio> {
  await page.goto(await newSignInUrl(system))
  await page.getByTestId('studio-navbar').waitFor()
  return new Studio(page, system.studioUrl)
}

/** Plays every scene, each from what the one before left behind. */
export async function playStudioScenes(stage: Stage): Promise<void> {
  await needsAttention(stage)
  await numbers(stage)
  await renaming(stage)
  await withdrawing(stage)
  await reviewing(stage)
  await writing(stage)
  await preview(stage)
  await heldBack(stage)
  await groupStart(stage)
}

/** Something waits in most parts of the desk. */
async function needsAttention({ page, client, system, readme }: Stage): Promise<void> {
  await client.create({
    _id: 'drafts.article-sleep-and-mood',
    _type: 'article',
    title: 'Sleep and mood',
  })
  await page.goto(`${system.studioUrl}/structure/needs-attention`)
  await expect(page.getByTestId('desk-section-drafts')).toContainText('Sleep and mood')
  await settled(page)
  await readme.take(page, 'needs-attention', await small(page, 560))
  await page.setViewportSize(studioWindow)
  await client.delete('drafts.article-sleep-and-mood')
}

async function numbers({ studio, page, guide }: Stage): Promise<void> {
  await studio.open('siteSettings', 'siteSettings')
  await settled(page)
  await guide.take(page, 'numbers', [studio.field('callNumber'), studio.field('textNumber')])
}

async function renaming({ studio, page, guide }: Stage): Promise<void> {
  await studio.open('article', seed.groupArticle.id)
  await studio.openGroup('page')
  await settled(page)
  const ring = studio.field('slug').getByRole('button', { name: 'Generate' })
  await guide.take(page, 'address', [studio.field('slug')], { ring })
}

async function withdrawing({ studio, page, guide }: Stage): Promise<void> {
  await studio.open('service', seed.offLabelService.id)
  await settled(page)
  const dialog = await studio.startUnpublishing()
  await dialog.getByLabel('Another page').check()
  await dialog.getByTestId('withdrawing-destination').fill(seed.approvedService.title)
  await page.getByRole('button', { name: `${seed.approvedService.title} /services/` }).click()
  await guide.take(page, 'withdraw', [dialogPart(page, 'Header'), dialogPart(page, 'Footer')], noRoom)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
}

async function reviewing({ studio, page, guide }: Stage): Promise<void> {
  await studio.open('article', seed.dueArticle.id)
  await settled(page)
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await page.getByRole('menuitem', { name: 'Mark as reviewed' }).click()
  const form = page.getByTestId('review-form')
  await form.getByLabel('Who reviewed it?').selectOption({ label: seed.author.label })
  await guide.take(
    page,
    'mark-as-reviewed',
    [dialogPart(page, 'Header'), dialogPart(page, 'Content')],
    noRoom,
  )
  await page.keyboard.press('Escape')
}

/** Two things that are often written, and could serve patients better. */
async function writing({ studio, page, client, guide }: Stage): Promise<void> {
  const draft = await getDraft(client, article)
  const [first, ...others] = draft.body
  const children = [
    {
      _type: 'span',
      _key: 'call',
      marks: [],
      text: `Please call us at ${formatPhoneNumber(seed.settings.callNumber)} to book a first visit.`,
    },
  ]
  await client.createOrReplace({
    ...draft,
    summary:
      'You can bring a friend or a relative with you if you like, and they can wait in the room next door or sit with you while we talk about how you have been.',
    body: [{ ...first, _key: 'call', children }, first, ...others],
  })
  await studio.open('article', article)
  await settled(page)
  await page.getByRole('button', { name: /^Writing help/ }).click()
  const help = page.getByTestId('writing-help')
  await expect(help.getByRole('status')).toHaveText('2 things to look at')
  await guide.take(page, 'writing-help', [
    page.getByRole('button', { name: 'Close writing help' }),
    help.getByTestId('finding').first(),
  ])
  await page.getByRole('button', { name: 'Close writing help' }).click()
  await client.delete(draft._id)
}

async function preview({ studio, page, guide, readme }: Stage): Promise<void> {
  const window = { width: 1440, height: 900 }
  await page.setViewportSize(window)
  await studio.open('article', seed.article.id)
  await settled(page)
  await page.getByRole('button', { name: 'See it as patients will' }).click()
  await page.getByRole('link', { name: seed.article.path }).click()
  const frame = page.frameLocator('iframe')
  await expect(frame.locator('clinic-preview').getByRole('status')).toHaveText('Up to date', {
    timeout: 60_000,
  })
  await expect(page.getByRole('checkbox', { name: 'Edit' })).toBeChecked({ timeout: 20_000 })
  await settled(page)
  const whole = { x: 0, y: 0, ...window }
  await guide.take(page, 'preview', whole, { scale: 2 / 5 })
  await readme.take(page, 'preview', whole, { scale: 2 / 3 })
  await page.setViewportSize(studioWindow)
}

/** A document that a program broke: the Studio itself would not let anybody publish it. */
async function heldBack({ page, client, system, guide, readme }: Stage): Promise<void> {
  const { id } = seed.dueArticle
  const before = await client.getDocument(id)
  await client.patch(id).set({ summary: '' }).commit()
  await page.goto(`${system.studioUrl}/live`)
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'heldBack', { timeout: 20_000 })
  await settled(page)
  await page.setViewportSize({ width: 720, height: 800 })
  await guide.take(
    page,
    'held-back',
    [page.getByRole('heading', { level: 1 }), page.getByTestId('site-faults')],
    { room: 22 },
  )
  await readme.take(page, 'is-it-live', await small(page, 450))
  await page.setViewportSize(studioWindow)
  await client.patch(id).set({ summary: before?.summary }).commit()
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
}

/** The next group starts on the day of the seed, as far ahead as the last one lies behind. */
async function groupStart(stage: Stage): Promise<void> {
  const { studio, page, client, system, guide, readme } = stage
  await endGroupStarts(client)
  await page.goto(`${system.studioUrl}/structure/announcements`)
  await expect(page.getByTestId('desk-count-live')).toHaveText('0')
  await settled(page)
  const button = page.getByTestId('new-group-start')
  await guide.take(page, 'announcements', { x: 0, y: 49, width: 690, height: 398 }, { ring: button })

  await page.setViewportSize({ ...studioWindow, height: 1900 })
  await button.click()
  const shown = page.getByTestId('announcement-preview')
  await expect(studio.sentence()).toContainText(seed.nextStart.monthDay)
  await settled(page)
  await guide.take(
    page,
    'group-start-form',
    [studio.field('startDate'), shown, page.getByTestId('keep-filled-in')],
    { room: 24, scale: 0.75 },
  )
  await readme.take(page, 'announcement', { x: 0, y: 0, width: 1400, height: 1140 }, { scale: 0.75 })
  await page.getByTestId('keep-filled-in').click()
  await studio.publish()
  const line = page.getByTestId('live-state')
  await expect(line).toHaveAttribute('data-state', 'live', { timeout: 20_000 })
  await guide.take(page, 'live-line', [line])
}

/** As large as forms are pictured. */
export const studioWindow = { width: 1400, height: 1300 }

const noRoom = { room: 0 }

function dialogPart(page: Page, name: 'Header' | 'Content' | 'Footer'): Locator {
  return page.locator(`[data-ui="Dialog${name}"]`)
}

/** Makes the window no larger than what there is to see, and gives it whole. */
async function small(page: Page, height: number): Promise<Region> {
  const size = { width: 1100, height }
  await page.setViewportSize(size)
  return { x: 0, y: 0, ...size }
}

/** Waits until nothing of the Studio is still loading, and takes the focus from where the Studio put it. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByText(/Asking the site…|^Loading|^Looking/)).toHaveCount(0, {
    timeout: 30_000,
  })
  await expect(page.locator('[data-ui="Spinner"]')).toHaveCount(0, { timeout: 30_000 })
  await expect(page.locator('[data-testid="live-state"][data-state="publishing"]')).toHaveCount(0, {
    timeout: 30_000,
  })
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
}
