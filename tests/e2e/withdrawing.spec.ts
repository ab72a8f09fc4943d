import { referrersOf, seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'
import { pagePaths, readLiveRelease, type System, staffClient } from './system.ts'

const renamed = seed.groupArticle
const withdrawn = seed.offLabelService
const referrers = referrersOf(withdrawn.id)

putContentBack()
shortenTexts(renamed.id, withdrawn.id, seed.groupService.id)

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

// With the two that go on from it.
test('refuses an address that another page has, and keeps the old one of an article that is renamed', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.open('article', renamed.id)
  await studio.fill('slug', seed.article.slug)
  await expect(studio.publishNeeds()).toBeVisible(untilChecked)
  await page.getByTestId('field-slug').getByTestId('input-validation-icon-error').hover()
  await expect(page.getByText(`“${seed.article.title}” has this address already.`)).toBeVisible()

  await studio.fill('slug', 'another-address')
  await expect(studio.publishNeeds()).toHaveCount(0, untilChecked)
  await expect(page.getByTestId('action-publish')).toBeEnabled()
  await page.getByTestId('action-publish').hover()
  await expect(
    page.getByText(`Visitors of ${renamed.path} will be sent to the new address.`).first(),
  ).toBeVisible()
  await studio.publish()
  await expect(page.getByText('The page has a new address.')).toBeVisible()
  await expect
    .poll(() => answer(system, renamed.path))
    .toEqual({ status: 301, location: '/articles/another-address/' })
  expect((await answer(system, '/articles/another-address/')).status).toBe(200)
  await studio.open('redirect', `redirect-articles_${renamed.slug}`)
  await expect(page.getByText(`${renamed.path} → ${renamed.title}`).first()).toBeVisible()
})

test('says who is sent where today, before a page takes an old address', { tag: '@nightly' }, async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.create('article')
  await studio.fill('title', renamed.title)
  await studio.show('slug')
  await studio.field('slug').getByRole('button', { name: 'Generate' }).click()
  await expect(page.getByTestId('address-notice')).toContainText(
    `${renamed.slug}/ is an old address: today, its visitors are sent to “${renamed.title}”`,
  )
  // The address is free again for what had it.
  const drafts = '*[_type == "article" && _id in path("drafts.**") && slug.current == $slug]'
  await (await staffClient(system)).delete({ query: drafts, params: { slug: renamed.slug } })
})

test('forgets the old address when the article goes back to it', { tag: '@nightly' }, async ({
  studio,
  system,
}) => {
  await studio.open('article', renamed.id)
  await studio.fill('slug', renamed.slug)
  await studio.publish()
  await expect
    .poll(() => answer(system, '/articles/another-address/'))
    .toEqual({ status: 301, location: renamed.path })
  expect((await answer(system, renamed.path)).status).toBe(200)
  await expect.poll(() => liveDocuments(system)).not.toContain(`redirect-articles_${renamed.slug}`)
})

test('sends the visitors of a withdrawn service elsewhere, and leaves no dead link to it', async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.open('service', withdrawn.id)
  const dialog = await studio.startUnpublishing()
  await expect(dialog).toContainText(
    `${referrers.length} documents refer to it. Their links will become plain words`,
  )
  for (const { title } of referrers) {
    await expect(dialog.getByTestId('withdrawing-referrers')).toContainText(title)
  }
  const confirm = dialog.getByRole('button', { name: 'Unpublish now' })
  await expect(confirm).toBeDisabled()
  await dialog.getByLabel('Another page').check()
  await dialog.getByTestId('withdrawing-destination').fill(seed.approvedService.title)
  await page.getByRole('button', { name: `${seed.approvedService.title} /services/` }).click()
  await studio.confirm(dialog, 'Unpublish now')
  await expect(page.getByText(`are sent to “${seed.approvedService.title}”`)).toBeVisible()

  await expect
    .poll(() => answer(system, withdrawn.path))
    .toEqual({ status: 301, location: seed.approvedService.path })
  await expect
    .poll(async () => Object.keys(await advice(system)).sort())
    .toEqual(referrers.map(({ id }) => id).sort())
  expect(await readLiveRelease(system)).not.toContain(`href="${withdrawn.path}"`)
  for (const path of await pagePaths(system)) expect((await answer(system, path)).status, path).toBe(200)
  await studio.visit('/live')
  await expect(page.getByTestId('site-faults')).toContainText('leads to a document that is not published')
})

test('takes the starts of a group off the site with it, and shows none without its name', {
  tag: '@nightly',
}, async ({ studio, system, client }) => {
  const starts = await client.fetch<{ _id: string; _type: string }[]>(
    '*[_type == "announcement" && kind == "groupStart" && service._ref == $id]',
    { id: seed.groupService.id },
  )
  const [start] = starts
  if (!start) throw new Error('The seed has no group start.')
  const group = await client.getDocument(seed.groupService.id)
  if (!group) throw new Error('The group is not published.')
  await studio.open('service', group._id)
  const dialog = await studio.startUnpublishing()
  const listed = dialog.getByTestId('withdrawing-starts').getByRole('listitem')
  await expect(listed).toHaveCount(starts.length)
  const count = starts.length === 1 ? 'One group start comes' : `${starts.length} group starts come`
  await expect(dialog).toContainText(`${count} off the site with it`)
  const staying = await dialog.getByTestId('withdrawing-referrers').getByRole('listitem').count()
  await expect(dialog).toContainText(staying === 1 ? 'One document refers' : `${staying} documents refer`)
  await dialog.getByLabel('A note that the page is gone').check()
  await studio.confirm(dialog, 'Unpublish now')

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
  await client
    .transaction()
    .createOrReplace(group)
    .delete(`redirect-services_${seed.groupService.slug}`)
    .delete(`drafts.${group._id}`)
    .commit()
  await expect
    .poll(async () => (await fetch(`${system.siteUrl}/group-therapy/`)).text())
    .toContain('/calendar/')
})

test('shows a service again once it is published again, at its own address', async ({ studio, system }) => {
  await studio.open('service', withdrawn.id)
  await studio.publish()
  await expect.poll(async () => (await answer(system, withdrawn.path)).status).toBe(200)
  await expect.poll(() => advice(system)).toEqual({})
  await expect.poll(() => liveDocuments(system)).not.toContain(`redirect-services_${withdrawn.slug}`)
})

test('leads from a page whose related page is gone to the place that names it', { tag: '@nightly' }, async ({
  studio,
  system,
  client,
}) => {
  const service = await client.getDocument(withdrawn.id)
  if (!service) throw new Error('The service is not published.')
  // As “Unpublish” leaves it.
  await client
    .transaction()
    .delete(service._id)
    .createOrReplace({ ...service, _id: `drafts.${service._id}` })
    .commit()
  const [listing] = await client.fetch<{ _id: string; related: string[] }[]>(
    '*[_type == "article" && $id in related[]._ref] | order(_id) {_id, "related": related[]._ref}',
    { id: withdrawn.id },
  )
  const place = (listing?.related.indexOf(withdrawn.id) ?? 0) + 1
  await studio.open('article', listing?._id ?? '')
  const banner = studio.page.getByTestId('live-state')
  await expect(banner).toContainText('Something in it is incomplete.')
  await banner.getByRole('button', { name: `Open the field “Related pages ${place}”` }).click()
  await expect(studio.field('related')).toBeVisible()
  await client.transaction().createOrReplace(service).delete(`drafts.${service._id}`).commit()
  await expect.poll(() => advice(system)).toEqual({})
})

test('tells the visitors of a deleted article that it is gone, at its older address too', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.open('article', seed.article.id)
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await page.getByTestId('action-Delete').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('A note that the page is gone').check()
  await studio.confirm(dialog, 'Delete now')
  for (const path of [seed.article.path, seed.article.oldPath]) {
    await expect.poll(() => answer(system, path)).toEqual({ status: 410, location: null })
  }
  expect(await readLiveRelease(system)).not.toContain(`href="${seed.article.path}"`)
})

test('takes a person off the site with no question, and lets the articles stand', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.open('person', seed.reviewer.id)
  const dialog = await studio.startUnpublishing()
  const reviewed = referrersOf(seed.reviewer.id).find(({ id }) => id !== seed.article.id)
  if (!reviewed) throw new Error('The seed has one article alone that the reviewer reviewed.')
  await expect(dialog.getByTestId('withdrawing-referrers')).toContainText(reviewed.title)
  await studio.confirm(dialog, 'Unpublish now')
  await expect(page.getByText('is off the site.').first()).toBeVisible()
  await expect.poll(async () => Object.keys(await advice(system))).toContain(reviewed.id)
  expect((await answer(system, reviewed.path)).status).toBe(200)
})

test('offers neither for what is always on the site', { tag: '@nightly' }, async ({ studio }) => {
  const { page } = studio
  await studio.open('siteSettings', 'siteSettings')
  await expect(studio.field('callNumber')).toBeVisible()
  await expect(page.getByTestId('action-publish')).toBeVisible()
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await expect(page.getByRole('menuitem', { name: 'See it as patients will' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: /unpublish|delete/i })).toHaveCount(0)
})
