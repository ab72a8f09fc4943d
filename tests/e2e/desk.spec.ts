import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, signIn, test } from './fixtures.ts'
import { Hand } from './hand.ts'

const today = Temporal.Now.plainDateISO('America/New_York')

putContentBack()
shortenTexts(seed.article.id, seed.dueArticle.id)

test('announces a group start from an empty desk in under ten interactions, in the very words that go live', {
  tag: '@nightly',
}, async ({ studio, system, client }) => {
  const { page } = studio
  await client.delete({ query: '*[_type == "announcement"]' })
  await studio.visit('/structure')
  const hand = new Hand()
  await hand.click(page.getByTestId('pane-item-Announcements'))
  await expect(page.getByTestId('desk-count-live')).toHaveText('0')
  await hand.click(page.getByTestId('new-group-start'))
  // The one group there is has been filled in.
  await expect(page.getByTestId('announcement-preview')).toBeVisible()
  await expect(page.getByTestId('live-state')).toBeInViewport()
  await hand.fill(studio.field('startDate').locator('input').first(), inWords(today.add({ days: 4 })))
  await hand.fill(studio.field('startTime').locator('input').first(), '6 PM')
  const sentence = studio.sentence()
  await expect(sentence).toContainText(
    `Next ${seed.groupService.title} starts ${monthDay(today.add({ days: 4 }))}`,
  )
  await expect(page.getByTestId('announcement-window')).toContainText(
    'Patients see it from now until the end of',
  )
  hand.count++
  await studio.publish()
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'live')
  console.log(`A group start is published in ${hand.count} interactions.`)
  expect(hand.count).toBeLessThan(10)

  const html = await (await fetch(system.siteUrl)).text()
  const bar = /aria-label="Announcement"[\s\S]*?<strong[^>]*>([^<]*)/.exec(html)?.[1]
  expect(bar).toBe(await sentence.textContent())
  const [stored] = await client.fetch('*[_type == "announcement"]{startTime}')
  expect(stored).toEqual({ startTime: '18:00' })
  await expect(page.getByTestId('desk-section-live')).toContainText('in the bar')
  await expect(page.getByTestId('desk-count-live')).toHaveText('1')
})

test('proposes the next start and takes it as it is; warns of a past date, an unusual weekday and a second that is live, and stops nobody', async ({
  studio,
  client,
}) => {
  const { page } = studio
  await client.createOrReplace(groupStart('announcement-first', today.add({ days: 6 })))
  await client.createOrReplace(groupStart('announcement-second', today.add({ days: 6 + 28 })))
  await client.delete({
    query: '*[_type == "announcement" && !(_id in ["announcement-first", "announcement-second"])]',
  })
  await studio.create('announcement', 'group-start')
  const proposed = monthDay(today.add({ days: 6 + 56 }))
  await expect(studio.sentence()).toContainText(`starts ${proposed}`)
  await expect(studio.field('startTime').locator('input')).toHaveValue('6 PM')
  await page.getByTestId('keep-filled-in').click()
  await expect(page.getByTestId('action-publish')).toBeEnabled()
  await expect(studio.publishNeeds()).toHaveCount(0)

  await expect(page.getByTestId('announcement-warning-twoLive')).toContainText('The bar shows that one')
  await studio.fill('startDate', inWords(today.subtract({ days: 2 })))
  await expect(page.getByTestId('announcement-warning-past')).toContainText('patients would never see this')
  await expect(page.getByTestId('announcement-warning-weekday')).toContainText(
    'this group has always started on a',
  )
  await expect(page.getByTestId('action-publish')).toBeEnabled()
  await expect(studio.publishNeeds()).toHaveCount(0)
})

test.describe('on a slow line, in another zone', () => {
  test.use({ timezoneId: 'Europe/Berlin' })

  test('keeps what staff type while the Studio still finds out what it may offer, and takes and shows every moment by the clinic’s clock', {
    tag: '@nightly',
  }, async ({ page, system, client }) => {
    const features = /\/v[\d-]+\/features/
    const held = Promise.withResolvers<void>()
    await page.route(features, async route => {
      await held.promise
      await route.continue()
    })
    const studio = await signIn(page, system)
    await studio.create('announcement', 'group-start')
    const date = studio.field('startDate').locator('input').first()
    const words = inWords(today.add({ days: 9 }))
    await date.fill(words)
    const answered = page.waitForResponse(features)
    held.resolve()
    await (await answered).finished()
    // A busy machine may leave no idle moment at all.
    await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve, { timeout: 2000 })))
    await expect(date).toHaveValue(words)
    await expect(date).toBeFocused()

    await studio.create('announcement', 'closure')
    await expect(studio.field('message')).toBeVisible()
    await expect(studio.field('startDate')).toHaveCount(0)
    await studio.fill('message', 'We are closed for training.')
    const day = today.add({ days: 9 })
    await studio.fill('showUntil', `${inWords(day)} 6:00 PM`)
    await expect(page.getByTestId('announcement-window')).toContainText('until 6 PM on')
    await expect(studio.field('showUntil')).toContainText('New York')
    const kept = '*[_type == "announcement" && kind == "closure" && defined(showUntil)].showUntil'
    const six = day.toZonedDateTime({ timeZone: 'America/New_York', plainTime: '18:00' }).toInstant()
    await expect.poll(() => client.fetch(kept)).toEqual([six.toString({ smallestUnit: 'millisecond' })])
  })
})

test('counts what needs attention and what is live as others publish', async ({ studio, client }) => {
  const { page } = studio
  await studio.visit('/structure/needs-attention')
  await expect(page.getByTestId(`desk-document-${seed.dueArticle.id}`)).toContainText('Review due by')
  const reviews = page.getByTestId('desk-count-reviews')
  await expect(reviews).toHaveText('1')
  const longAgo = today.subtract({ years: 3 }).toString()
  await client.patch(seed.article.id).set({ lastReviewed: longAgo }).commit()
  await expect(reviews).toHaveText('2')
  await expect(page.getByTestId(`desk-document-${seed.article.id}`)).toContainText('Review overdue since')
  await client.patch(seed.article.id).set({ lastReviewed: today.toString() }).commit()
  await expect(reviews).toHaveText('1')

  // A row opens its form beside the list.
  await page.getByTestId(`desk-document-${seed.dueArticle.id}`).click()
  await expect(studio.field('title').locator('input')).toHaveValue(seed.dueArticle.title)
})

test('names what needs attention in words, leads to the field, and lists nothing that ends by itself', async ({
  studio,
  client,
}) => {
  const { page } = studio
  const tomorrow = today.add({ days: 1 }).toZonedDateTime('America/New_York').toInstant().toString()
  const closure = { _type: 'announcement', kind: 'closure', urgency: 'important', message: 'Closed today' }
  const { startDate: _, ...dateless } = groupStart('announcement-dateless', today)
  await client.createOrReplace({ ...closure, _id: 'announcement-closed', showUntil: tomorrow })
  await client.createOrReplace(dateless)
  await client.createOrReplace({ _id: 'drafts.page-untitled', _type: 'page' })
  await studio.visit('/structure/needs-attention')
  const pane = page.getByTestId('needs-attention')
  const row = page.getByTestId('desk-document-announcement-dateless')
  await expect(row).toContainText(`${seed.groupService.title}: no date yet`)
  await expect(row).toContainText('First meeting')
  await expect(page.getByTestId('desk-document-page-untitled')).toContainText('Untitled page')
  await expect(pane).not.toContainText(/announcement-dateless|page-untitled|Closed today/)
  await row.getByRole('link').first().click()
  await expect(studio.field('startDate').locator('input').first()).toBeFocused()
})

test('lets a viewer read everything and change nothing, and signs them out when their access is ended', {
  tag: '@nightly',
}, async ({ page, system, client }) => {
  const studio = await signIn(page, system, 'viewer')
  await studio.visit('/structure/announcements')
  await expect(page.getByTestId('announcements')).toContainText('You can read announcements, not write them')
  await expect(page.getByTestId('new-group-start')).toHaveCount(0)
  await studio.open('announcement', 'announcement-first')
  await expect(studio.field('startTime').locator('input')).not.toBeEditable()
  await expect(page.getByTestId('action-publish')).not.toBeEnabled()

  await studio.open('article', seed.article.id)
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  const item = page.getByRole('menuitem', { name: 'Mark as reviewed' })
  await expect(item).toBeDisabled()
  await item.hover({ force: true })
  await expect(page.getByText(/signed in as Viewer.*Ask somebody who may publish/)).toBeVisible()
  await page.keyboard.press('Escape')

  const people: { id: string; role: string }[] = await client.request({ url: '/access/people' })
  const viewer = people.find(({ role }) => role === 'viewer')
  await client.request({ url: `/access/people/${viewer?.id}`, method: 'DELETE' })
  await expect(page.getByRole('heading', { name: 'Your access was ended' })).toBeVisible()
})

function groupStart(_id: string, date: Temporal.PlainDate) {
  return {
    _id,
    _type: 'announcement',
    kind: 'groupStart',
    service: { _type: 'reference', _ref: seed.groupService.id, _weak: true },
    startDate: date.toString(),
    startTime: '18:00',
    urgency: 'routine',
  }
}

/** As the date field takes it: “February 6, 2027”. */
function inWords(date: Temporal.PlainDate): string {
  return date.toLocaleString('en-US', { month: 'long', day: 'numeric', year: 'numeric' })
}

/** As the sentence begins to write it: “February 6”. */
function monthDay(date: Temporal.PlainDate): string {
  return date.toLocaleString('en-US', { month: 'long', day: 'numeric' })
}
