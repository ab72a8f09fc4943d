import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { putContentBack, staffClient } from './content.ts'
import { expect, test } from './fixtures.ts'
import { runCommand, type System } from './system.ts'

putContentBack()

/** What the Studio says above the form that is open. */
function state(page: Page) {
  return page.getByTestId('live-state')
}

test('tells staff that their change is live, since when, and where', async ({ studio, system, page }) => {
  await studio.open('article', 'article-how-ketamine-works')
  await expect(state(page)).toContainText(/Live since \d/)
  await studio.fill('summary', 'What researchers know today of how ketamine eases depression.')
  await expect(state(page)).toContainText('Your newer changes are not published yet.')
  await studio.publish()
  await expect(state(page)).toHaveAttribute('data-state', 'live', { timeout: 5000 })
  await expect(state(page)).not.toContainText('newer changes')
  const link = state(page).getByRole('link', { name: 'See it on the site' })
  await expect(link).toHaveAttribute('href', `${system.siteUrl}/articles/how-ketamine-works/`)
  const html = await (await fetch(`${system.siteUrl}/articles/how-ketamine-works/`)).text()
  expect(html).toContain('What researchers know today')
})

test('calls what nobody has published a draft, and what waits for its date scheduled', async ({
  studio,
  page,
}) => {
  await studio.create('announcement', 'closure')
  await studio.fill('message', 'We will be closed for a day.')
  await expect(state(page)).toHaveAttribute('data-state', 'draft')
})

test('names the field that holds a document back, and says when it is mended', async ({
  studio,
  system,
  page,
}) => {
  const client = await staffClient(system)
  await studio.open('article', 'article-what-off-label-means')
  await client.patch('article-what-off-label-means').set({ summary: '' }).commit()
  await expect(state(page)).toHaveAttribute('data-state', 'heldBack', { timeout: 10_000 })
  await expect(state(page)).toContainText('Field: summary')
  await expect(state(page)).toContainText('Patients see the version before.')

  await page.goto(`${system.studioUrl}/live`)
  await expect(page.getByTestId('site-faults')).toContainText('What “off-label” means')
  await client.patch('article-what-off-label-means').set({ summary: 'Four words, explained.' }).commit()
  await expect(page.getByTestId('live-state')).toHaveAttribute('data-state', 'live', { timeout: 10_000 })
  await expect(page.getByTestId('site-faults')).toHaveCount(0)
})

test('tells the truth while publishing is held, and once it goes on', async ({ studio, system, page }) => {
  await studio.open('article', 'article-is-group-therapy-for-me')
  await expect(state(page)).toHaveAttribute('data-state', 'live')
  await runCommand(system, 'rollback')
  await studio.fill('summary', 'What a group is like, for whom it is, and what people worry about.')
  await studio.publish()
  await expect(state(page)).toHaveAttribute('data-state', 'paused', { timeout: 5000 })
  await runCommand(system, 'publish')
  await expect(state(page)).toHaveAttribute('data-state', 'live', { timeout: 10_000 })
})

test('says within seconds that the site does not answer, and that it does again', async ({
  studio,
  system,
  page,
}) => {
  await studio.open('article', 'article-preparing-for-a-first-visit')
  await expect(state(page)).toHaveAttribute('data-state', 'live')
  const publisher = await publisherProcess(system)
  process.kill(publisher, 'SIGSTOP')
  try {
    await expect(state(page)).toHaveAttribute('data-state', 'unreachable', { timeout: 5000 })
    await studio.fill('summary', 'What to bring, what we ask, and what you may ask us.')
    await studio.publish()
    await expect(state(page)).toContainText('What you publish is safe')
  } finally {
    process.kill(publisher, 'SIGCONT')
  }
  await expect(state(page)).toHaveAttribute('data-state', 'live', { timeout: 15_000 })
  const html = await (await fetch(`${system.siteUrl}/articles/preparing-for-a-first-visit/`)).text()
  expect(html).toContain('What to bring, what we ask')
})

/** The process that holds the folder of the site. */
async function publisherProcess(system: System): Promise<number> {
  return JSON.parse(await readFile(join(system.dataFolder, 'publisher', 'holder.json'), 'utf8')).pid
}
