import { putContentBack, staffClient } from './content.ts'
import { expect, test } from './fixtures.ts'
import { pagePaths, readLiveRelease, type System } from './system.ts'

putContentBack()

/** What the site answers at a path, redirects not followed. */
async function answer(system: System, path: string): Promise<{ status: number; location: string | null }> {
  const { status, headers } = await fetch(system.siteUrl + path, { redirect: 'manual' })
  return { status, location: headers.get('location') }
}

/** The ids of the documents that the live release was made of. */
async function liveDocuments(system: System): Promise<string[]> {
  const release = await (await fetch(`${system.siteUrl}/release.json`)).json()
  return Object.keys(release.documents)
}

/** The advice of the live release, by the document that it is about. */
async function advice(system: System): Promise<Record<string, string>> {
  const release: { faults: { documentId: string; level: string; reason: string }[] } = await (
    await fetch(`${system.siteUrl}/release.json`)
  ).json()
  const pairs = release.faults.filter(({ level }) => level === 'advice')
  return Object.fromEntries(pairs.map(({ documentId, reason }) => [documentId, reason]))
}

/** A busy machine takes its time to check the form of a long article. */
const untilChecked = { timeout: 60_000 }

test('refuses an address that another page has, and says which', async ({ studio }) => {
  await studio.open('article', 'article-is-group-therapy-for-me')
  await studio.fill('slug', 'how-ketamine-works')
  await expect(studio.publishNeeds()).toBeVisible(untilChecked)
  await studio.page.getByTestId('field-slug').getByTestId('input-validation-icon-error').hover()
  await expect(studio.page.getByText('“How ketamine works” has this address already.')).toBeVisible()
})

test('keeps the old address of an article that is renamed', async ({ studio, system }) => {
  const { page } = studio
  await studio.open('article', 'article-is-group-therapy-for-me')
  await studio.fill('slug', 'group-therapy-explained')
  await expect(page.getByTestId('action-publish')).toBeEnabled()
  await page.getByTestId('action-publish').hover()
  await expect(
    page.getByText('Visitors of /articles/is-group-therapy-for-me/ will be sent to the new address.'),
  ).toBeVisible()
  await studio.publish()
  await expect(page.getByText('The page has a new address.')).toBeVisible()
  await expect
    .poll(() => answer(system, '/articles/is-group-therapy-for-me/'))
    .toEqual({ status: 301, location: '/articles/group-therapy-explained/' })
  expect((await answer(system, '/articles/group-therapy-explained/')).status).toBe(200)
  await studio.open('redirect', 'redirect-articles_is-group-therapy-for-me')
  await expect(
    page.getByText('/articles/is-group-therapy-for-me/ → Is group therapy for me?').first(),
  ).toBeVisible()
})

test('says who is sent where today, before a page takes an old address', async ({ studio, system }) => {
  const { page } = studio
  await studio.create('article')
  await studio.fill('title', 'Is group therapy for me?')
  await studio.show('slug')
  await studio.field('slug').getByRole('button', { name: 'Generate' }).click()
  await expect(page.getByTestId('address-notice')).toHaveText(
    /is-group-therapy-for-me\/ is an old address: today, its visitors are sent to “Is group therapy for me\?”/,
  )
  // The address is free again for what had it.
  const drafts = '*[_type == "article" && _id in path("drafts.**") && slug.current == $slug]'
  await (await staffClient(system)).delete({ query: drafts, params: { slug: 'is-group-therapy-for-me' } })
})

test('forgets the old address when the article goes back to it', async ({ studio, system }) => {
  await studio.open('article', 'article-is-group-therapy-for-me')
  await studio.fill('slug', 'is-group-therapy-for-me')
  await studio.publish()
  await expect
    .poll(() => answer(system, '/articles/group-therapy-explained/'))
    .toEqual({ status: 301, location: '/articles/is-group-therapy-for-me/' })
  expect((await answer(system, '/articles/is-group-therapy-for-me/')).status).toBe(200)
  await expect.poll(() => liveDocuments(system)).not.toContain('redirect-articles_is-group-therapy-for-me')
})

test('sends the visitors of a withdrawn service elsewhere, and leaves no dead link to it', async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.open('service', 'service-ketamine-infusions')
  const dialog = await studio.startUnpublishing()
  await expect(dialog).toContainText('3 documents refer to it. Their links will become plain words')
  for (const title of [
    'How ketamine works',
    'What “off-label” means',
    'Esketamine or a ketamine infusion?',
  ]) {
    await expect(dialog.getByTestId('withdrawing-referrers')).toContainText(title)
  }
  const confirm = dialog.getByRole('button', { name: 'Unpublish now' })
  await expect(confirm).toBeDisabled()
  await dialog.getByLabel('Another page').check()
  await dialog.getByTestId('withdrawing-destination').fill('esketamine nasal')
  await page.getByRole('button', { name: 'Esketamine nasal spray /services/' }).click()
  await confirm.click()
  await expect(page.getByText('are sent to “Esketamine nasal spray”')).toBeVisible()

  await expect
    .poll(() => answer(system, '/services/ketamine-infusions/'))
    .toEqual({ status: 301, location: '/services/esketamine-nasal-spray/' })
  const referrers = [
    'article-esketamine-or-ketamine-infusion',
    'article-how-ketamine-works',
    'article-what-off-label-means',
  ]
  await expect.poll(async () => Object.keys(await advice(system)).sort()).toEqual(referrers)
  expect(await readLiveRelease(system)).not.toContain('href="/services/ketamine-infusions/"')
  for (const path of await pagePaths(system)) expect((await answer(system, path)).status, path).toBe(200)
  await studio.visit('/live')
  await expect(page.getByTestId('site-faults')).toContainText('leads to a document that is not published')
  // Whoever opens one of them is led to the place.
  await studio.open('article', 'article-esketamine-or-ketamine-infusion')
  const banner = page.getByTestId('live-state')
  await expect(banner).toContainText('Something in it is incomplete.')
  await banner.getByRole('button', { name: 'Open the field “Related pages 2”' }).click()
  await expect(studio.field('related')).toBeVisible()
})

test('takes the starts of a group off the site with it, and shows none without its name', async ({
  studio,
  system,
}) => {
  const client = await staffClient(system)
  const starts = await client.fetch<{ _id: string; _type: string }[]>(
    '*[_type == "announcement" && kind == "groupStart" && service._ref == "service-group-therapy"]',
  )
  const [start] = starts
  if (!start) throw new Error('The sample content has no group start.')
  await studio.open('service', 'service-group-therapy')
  const dialog = await studio.startUnpublishing()
  const listed = dialog.getByTestId('withdrawing-starts').getByRole('listitem')
  await expect(listed).toHaveCount(starts.length)
  const count = starts.length === 1 ? 'One group start comes' : `${starts.length} group starts come`
  await expect(dialog).toContainText(`${count} off the site with it`)
  const staying = await dialog.getByTestId('withdrawing-referrers').getByRole('listitem').count()
  await expect(dialog).toContainText(staying === 1 ? 'One document refers' : `${staying} documents refer`)
  await dialog.getByLabel('A note that the page is gone').check()
  await dialog.getByRole('button', { name: 'Unpublish now' }).click()

  const isLive = async () => (await liveDocuments(system)).includes(start._id)
  await expect.poll(isLive).toBe(false)
  expect(await client.fetch('count(*[_id == "drafts." + $id])', { id: start._id })).toBe(1)
  // Whatever brings one back without its group: patients are not told of it, and staff are told why.
  await client.createOrReplace(start)
  await expect.poll(isLive).toBe(true)
  const { faults } = await (await fetch(`${system.siteUrl}/release.json`)).json()
  expect(faults).toContainEqual(
    expect.objectContaining({ documentId: start._id, level: 'heldBack', field: 'service' }),
  )
  const groups = await (await fetch(`${system.siteUrl}/group-therapy/`)).text()
  expect(groups).not.toContain('/calendar/')
  expect(groups).not.toContain('Next group starts')
  await studio.open('service', 'service-group-therapy')
  await studio.publish()
  await expect
    .poll(async () => (await fetch(`${system.siteUrl}/group-therapy/`)).text())
    .toContain('/calendar/')
})

test('shows a service again once it is published again, at its own address', async ({ studio, system }) => {
  await studio.open('service', 'service-ketamine-infusions')
  await studio.publish()
  await expect.poll(async () => (await answer(system, '/services/ketamine-infusions/')).status).toBe(200)
  await expect.poll(() => advice(system)).toEqual({})
  await expect.poll(() => liveDocuments(system)).not.toContain('redirect-services_ketamine-infusions')
})

test('tells the visitors of a deleted article that it is gone, at its older address too', async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.open('article', 'article-how-ketamine-works')
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await page.getByTestId('action-Delete').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('A note that the page is gone').check()
  await dialog.getByRole('button', { name: 'Delete now' }).click()
  for (const path of [
    '/articles/how-ketamine-works/',
    '/articles/unlocking-the-mystery-how-ketamine-works/',
  ]) {
    await expect.poll(() => answer(system, path)).toEqual({ status: 410, location: null })
  }
  expect(await readLiveRelease(system)).not.toContain('href="/articles/how-ketamine-works/"')
})

test('takes a person off the site with no question, and lets the articles stand', async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.open('person', 'person-maren-holloway')
  const dialog = await studio.startUnpublishing()
  await expect(dialog.getByTestId('withdrawing-referrers')).toContainText('What to expect in TMS')
  await dialog.getByRole('button', { name: 'Unpublish now' }).click()
  await expect(page.getByText('is off the site.').first()).toBeVisible()
  await expect.poll(async () => Object.keys(await advice(system))).toContain('article-what-to-expect-in-tms')
  expect((await answer(system, '/articles/what-to-expect-in-tms/')).status).toBe(200)
})

test('offers neither for what is always on the site', async ({ studio }) => {
  const { page } = studio
  await studio.open('siteSettings', 'siteSettings')
  await expect(studio.field('callNumber')).toBeVisible()
  await expect(page.getByTestId('action-publish')).toBeVisible()
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await expect(page.getByRole('menuitem', { name: 'See it as patients will' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: /unpublish|delete/i })).toHaveCount(0)
})
