import type { Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import { allRules, runAxe } from './in-page/run-axe.ts'
import { type System, staffClient } from './system.ts'

const { id: article, path: articlePath } = seed.article
const phone = { width: 360, height: 740 }

putContentBack()

/** The draft of a published document, as the Studio makes it with the first change. */
async function startDraft(client: SanityClient, id: string): Promise<void> {
  const published = await client.getDocument(id)
  if (!published) throw new Error(`The Content Lake has no ${id}.`)
  await client.createOrReplace({ ...published, _id: `drafts.${id}` })
}

/** Goes in by the printed link, to a page, and waits until it is kept up to date. */
async function openPreview(page: Page, system: System, path = '/'): Promise<void> {
  if (path === '/') await page.goto(system.previewLink)
  else {
    // Nobody looks at the page that the link leads to.
    await page.request.get(system.previewLink)
    await page.goto(new URL(path, system.previewLink).href)
  }
  await expect(page.locator('clinic-preview').getByRole('status')).toHaveText('Up to date')
}

/** Looks at every frame that the browser paints. */
async function waitForHeading(page: Page, words: string): Promise<void> {
  const isThere = (wanted: string) => document.querySelector('h1')?.textContent === wanted
  await page.waitForFunction(isThere, words, { polling: 'raf' })
}

function median(times: number[]): string {
  return (times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(0)
}

/** What a browser complains of: errors, and what a policy stopped. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  return complaints
}

// In its frame in the Studio, presentation.spec.ts shows it every day.
test('shows what staff type in the Studio while they type it, and patients none of it', {
  tag: '@nightly',
}, async ({ studio, context, system }) => {
  const preview = await context.newPage()
  const complaints = complaintsOf(preview)
  await openPreview(preview, system)
  await studio.open('homePage', 'homePage')
  const input = studio.field('heading').locator('input, textarea').first()
  const fromKey: number[] = []
  const fromSent: number[] = []
  for (const words of ['Help', 'Help that', 'Help that fits', 'Help that fits you']) {
    const typedAt = performance.now()
    // The Studio gathers what is typed for a moment before it sends it.
    const sent = studio.page.waitForRequest(/\/data\/actions\//).then(() => performance.now())
    await input.fill(words)
    await waitForHeading(preview, words)
    fromKey.push(performance.now() - typedAt)
    fromSent.push(performance.now() - (await sent))
  }
  console.log(
    `From a key in the Studio to the words in the preview: ${median(fromKey)} ms; from when the Studio sent them: ${median(fromSent)} ms (medians of ${fromKey.length})`,
  )
  expect(await (await fetch(system.siteUrl)).text()).not.toContain('Help that')
  expect(complaints).toEqual([])
  await (await staffClient(system)).delete('drafts.homePage')
})

test('changes the page in place: place, focus and what is unfolded stay', async ({
  page,
  system,
  client,
}) => {
  const complaints = complaintsOf(page)
  await startDraft(client, article)
  await openPreview(page, system, articlePath)
  const link = page.getByRole('contentinfo').getByRole('link').first()
  await link.evaluate(element => {
    scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })
    element.focus({ preventScroll: true })
  })
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
    document.documentElement.dataset.kept = 'yes'
  })
  const before = await page.evaluate(() => scrollY)
  expect(before).toBeGreaterThan(0)
  const times: number[] = []
  for (let count = 0; count < 3; count += 1) {
    const title = `A title in its ${count + 1}. wording`
    const startedAt = performance.now()
    await client.patch(`drafts.${article}`).set({ title }).commit({ visibility: 'async' })
    await waitForHeading(page, title)
    times.push(performance.now() - startedAt)
  }
  console.log(
    `From a change of the draft to the words on the page: ${median(times)} ms (median of ${times.length})`,
  )
  await expect(page).toHaveTitle(/^A title in its 3\. wording/)
  expect(await page.evaluate(() => scrollY)).toBe(before)
  await expect(link).toBeFocused()
  expect(await page.evaluate(() => document.documentElement.dataset.kept)).toBe('yes')
  expect(await page.evaluate(() => [...document.querySelectorAll('details')].every(({ open }) => open))).toBe(
    true,
  )
  expect(complaints).toEqual([])
  await client.delete(`drafts.${article}`)
})

test('says which field of a draft must be mended, and leads to it', async ({ page, system, client }) => {
  await startDraft(client, article)
  await openPreview(page, system, articlePath)
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  await client.patch(`drafts.${article}`).set({ title: '', summary: '' }).commit()
  const bar = page.locator('clinic-preview')
  await bar.getByRole('button', { name: '2 to mend' }).click()
  await expect(bar.getByText('Give the article a title.')).toBeVisible()
  const studio = bar.getByRole('listitem').first().getByRole('link')
  await expect(studio).toHaveAttribute('href', `${system.studioUrl}/intent/edit/id=${article};type=article/`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await page.keyboard.press('Escape')
  await expect(bar.getByText('Give the article a title.')).toBeHidden()
  await expect(bar.getByRole('button', { name: '2 to mend' })).toBeFocused()
  await client.delete(`drafts.${article}`)
  await expect(bar.getByRole('button', { name: 'to mend' })).toBeHidden()
})

test('shows what would be live at a time to come, from page to page, and back', async ({
  page,
  system,
  client,
}) => {
  const day = Temporal.Now.plainDateISO('America/New_York').add({ days: 40 })
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime('America/New_York').toInstant().toString()
  await client.create({
    _id: 'drafts.announcement-holiday',
    _type: 'announcement',
    kind: 'closure',
    message: 'We are closed for the holiday',
    urgency: 'urgent',
    showFrom: at(day),
    showUntil: at(day.add({ days: 1 })),
  })
  await openPreview(page, system)
  const announcement = page.getByText('We are closed for the holiday.', { exact: true })
  await expect(announcement).toHaveCount(0)
  const bar = page.locator('clinic-preview')
  await bar.getByRole('button', { name: 'Another day' }).click()
  const typed = bar.getByLabel('Which day?')
  await typed.fill('soon')
  await expect(bar.getByText('“soon” is not a date and time.')).toBeVisible()
  await typed.fill(`${day.month}/${day.day} 9:30 am`)
  const inWords = day.toLocaleString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  })
  await expect(bar.getByText(`${inWords}, at 9:30 AM by the clinic’s clock`)).toBeVisible()
  await bar.getByRole('button', { name: 'Show that day' }).click()
  await expect(announcement).toBeVisible()
  await expect(bar.getByRole('button', { name: `${inWords}, 9:30 AM` })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Articles' }).click()
  await expect(page).toHaveURL(/\/articles\/\?at=/)
  await expect(announcement).toBeVisible()
  await bar.getByRole('button', { name: 'Back to today' }).click()
  await expect(bar.getByRole('button', { name: 'Another day' })).toBeVisible()
  await expect(announcement).toHaveCount(0)
  await client.delete('drafts.announcement-holiday')
})

test('covers no button that calls or texts on a phone, and is accessible', async ({
  page,
  system,
  client,
}) => {
  await startDraft(client, article)
  await client.patch(`drafts.${article}`).set({ title: '' }).commit()
  await page.setViewportSize(phone)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openPreview(page, system)
  const bar = page.locator('clinic-preview')
  await expect(bar.getByRole('button', { name: '1 to mend' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
  const ways = page.locator('a[href^="tel:"]:visible, a[href^="sms:"]:visible')
  expect(await ways.count()).toBeGreaterThan(4)
  for (const way of await ways.all()) {
    // As the keyboard reaches it: in view, and in nobody's shadow.
    await way.focus()
    const isFree = await way.evaluate(link => {
      const { left, top, width, height } = link.getBoundingClientRect()
      return link.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    })
    expect(isFree, await way.innerText()).toBe(true)
  }
  // The page itself is that of patients, and looked at as theirs.
  for (const name of ['1 to mend', 'Another day']) {
    await bar.getByRole('button', { name }).click()
    expect((await runAxe(page, allRules, { within: 'clinic-preview' })).violations, name).toEqual([])
  }
  await client.delete(`drafts.${article}`)
})

test('stands in a frame of the Studio, and in no other', async ({ page, system }) => {
  await openPreview(page, system)
  const { origin } = new URL(system.previewLink)
  for (const [host, path, isShown] of [
    [system.studioUrl, '/healthz', true],
    [system.siteUrl, '/release.json', false],
  ] as const) {
    // An answer of the real server, with no policy of its own that would keep frames out.
    await page.goto(`${host}${path}`)
    await page.evaluate(src => {
      const frame = document.createElement('iframe')
      frame.src = src
      document.body.append(frame)
    }, `${origin}/team/`)
    const heading = page.frameLocator('iframe').getByRole('heading', { level: 1 })
    if (isShown) await expect(heading).toBeVisible()
    else {
      await expect.poll(() => page.frames().at(-1)?.url()).toContain('chrome-error:')
      await expect(heading).toHaveCount(0)
    }
  }
})

test('says when it is over, and leaves for the page that patients see', async ({ page, context, system }) => {
  await openPreview(page, system, '/team/')
  const other = await context.newPage()
  await openPreview(other, system, articlePath)
  await page.locator('clinic-preview').getByRole('link', { name: 'Leave' }).click()
  await expect(page).toHaveURL(`${system.siteUrl}/team/`)
  await expect(other.locator('clinic-preview').getByRole('status')).toContainText('Your time is up')
  expect((await page.request.get(new URL('/', system.previewLink).href)).status()).toBe(401)
})
