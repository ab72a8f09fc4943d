import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'
import { runCommand, type System } from './system.ts'

const sibling = seed.article

putContentBack()
shortenTexts(sibling.id, seed.dueArticle.id, seed.groupArticle.id)

/** What the Studio says above the form that is open, or in a part of the window. */
function state(place: Page | Locator) {
  return place.getByTestId('live-state')
}

/** Waits until the open form says, at one and the same moment, that its document is live and has nothing newer. */
async function expectAllLive(page: Page) {
  const live = page.locator('[data-testid="live-state"][data-state="live"]')
  await expect(live.filter({ hasNotText: 'newer changes' })).toBeVisible()
}

const readSibling = async (system: System) => (await fetch(`${system.siteUrl}${sibling.path}`)).text()

test('says that publishing is held, that the site does not answer, and when each is over', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.open('article', sibling.id)
  await runCommand(system, 'rollback')
  await studio.fill('summary', 'What researchers know, and what they do not.')
  await studio.publish()
  await expect(state(page)).toHaveAttribute('data-state', 'paused')
  await runCommand(system, 'release')
  await expectAllLive(page)
  expect(await readSibling(system)).toContain('and what they do not')

  const publisher = await publisherProcess(system)
  process.kill(publisher, 'SIGSTOP')
  try {
    await expect(state(page)).toHaveAttribute('data-state', 'unreachable')
    await studio.fill('summary', 'What to ask, and what we ask you.')
    await studio.publish()
    await expect(state(page)).toContainText('What you publish is safe')
  } finally {
    process.kill(publisher, 'SIGCONT')
  }
  await expect.poll(() => readSibling(system)).toContain('What to ask, and what we ask you')
  await expectAllLive(page)
})

test('keeps the last good version of a document that is broken, tells staff which field, why and what to do, and once it is mended that it is live, since when and where', async ({
  studio,
  system,
  client,
}) => {
  const { page } = studio
  const { id, title, path } = seed.dueArticle
  const { summary }: { summary: string } = await client.fetch('*[_id == $id][0]{summary}', { id })
  await studio.visit('/structure/needs-attention')
  await expect(page.getByTestId('desk-done-faults')).toBeVisible()
  await client
    .transaction()
    .patch(id, { set: { summary: '' } })
    .patch(sibling.id, { set: { summary: 'New.' } })
    .commit()

  // The desk names it, and leads to the field.
  const row = page.getByTestId('desk-section-faults').getByTestId(`desk-document-${id}`)
  await expect(row).toContainText(title)
  await expect(row).toContainText(
    'Held back. Summary: Write one or two sentences that say what the article answers.',
  )
  await row.click()
  await expect(state(page)).toHaveAttribute('data-state', 'heldBack')
  await expect(state(page)).toContainText('Write one or two sentences that say what the article answers.')
  await expect(state(page)).toContainText('Patients see the version before.')
  await studio.openGroup('review')
  await state(page).getByRole('button', { name: 'Open the field “Summary”' }).click()
  await expect(studio.field('summary').locator('textarea')).toBeFocused()

  // Patients are told nothing: they read the version before, and all else goes ahead.
  expect(await (await fetch(`${system.siteUrl}${path}`)).text()).toContain(asHtml(summary))
  await expect.poll(async () => (await fetch(`${system.siteUrl}${sibling.path}`)).text()).toContain('New.')
  await studio.visit('/live')
  await expect(state(page)).toContainText('One document is held back')
  await expect(state(page)).toContainText('Everything else that is published is live.')
  await expect(page.getByTestId('site-faults')).toContainText(title)

  await page.getByTestId('site-faults').getByRole('link', { name: 'Open the field “Summary”' }).click()
  await state(page).getByRole('button', { name: 'Open the field “Summary”' }).click()
  await expect(studio.field('summary').locator('textarea')).toBeFocused()
  await studio.fill('summary', 'Two words, explained.')
  await studio.publish()
  await expectAllLive(page)
  await expect(state(page)).toContainText(/Live since (\d|noon|midnight)/)
  const link = state(page).getByRole('link', { name: 'See it on the site' })
  await expect(link).toHaveAttribute('href', `${system.siteUrl}${path}`)
  await studio.fill('summary', 'Three words, explained.')
  await expect(state(page)).toContainText('Your newer changes are not published yet.')
  await studio.visit('/structure/needs-attention')
  await expect(page.getByTestId('desk-done-faults')).toBeVisible()
  await expect(page.getByTestId('desk-section-faults')).toHaveCount(0)
  expect(await (await fetch(`${system.siteUrl}${path}`)).text()).toContain('Two words, explained.')
})

test('says why publishing fails, keeps the site as it was, and goes on once it is repaired', {
  tag: '@nightly',
}, async ({ studio, system, client }) => {
  const { page } = studio
  const pages: { _id: string; _type: string }[] = await client.fetch(
    '*[_type in ["article", "service"] && !(_id in path("drafts.**")) && _id != $id]',
    { id: seed.groupArticle.id },
  )
  await studio.open('article', seed.groupArticle.id)
  await expect(state(page)).toHaveAttribute('data-state', 'live')
  // The sample itself may go at one press.
  const { _rev } = await client.patch('siteSettings').unset(['isSample']).commit()
  await expect
    .poll(async () => (await (await fetch(`${system.siteUrl}/release.json`)).json()).documents.siteSettings)
    .toBe(_rev)
  await client.delete({ query: '*[_id in $ids]', params: { ids: pages.map(({ _id }) => _id) } })
  await studio.fill('summary', 'For whom a group is, and what it is like.')
  await studio.publish()
  await expect(state(page)).toHaveAttribute('data-state', 'failed')
  await expect(state(page)).toContainText('pages would vanish at once')
  expect((await fetch(`${system.siteUrl}${sibling.path}`)).status).toBe(200)
  await page.getByTestId('pane-item-Needs attention').click()
  const attention = page.getByTestId('needs-attention')
  await expect(state(attention)).toContainText('Publishing failed')

  const repair = client.transaction()
  for (const document of pages) repair.createOrReplace(document)
  await repair.commit()
  await expect(state(attention)).toHaveCount(0)
  await studio.open('article', seed.groupArticle.id)
  await expect(state(page)).toHaveAttribute('data-state', 'live')
})

/** Words as a page has them in its source. */
function asHtml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
}

/** The process that holds the folder of the site. */
async function publisherProcess(system: System): Promise<number> {
  return JSON.parse(await readFile(join(system.dataFolder, 'publisher', 'holder.json'), 'utf8')).pid
}
