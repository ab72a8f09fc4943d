import type { Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'

putContentBack()

const article = seed.dueArticle.id

test('what is live can be looked at, and one press or anything new leads back to writing', async ({
  studio,
}) => {
  const { page } = studio
  const title = studio.field('title').locator('input')
  await studio.open('article', article)
  await expect(title).toBeEditable()
  await look(page)
  await expect(page.getByTestId('action-unpublish')).toHaveCount(0)
  await expect(title).not.toBeEditable()
  await page.getByTestId('pane-footer').getByRole('button', { name: 'Edit' }).click()
  await expect(title).toBeEditable()
  await expect(page.getByTestId('published-view')).toHaveCount(0)

  // The line above says the same, and leads back as well.
  await look(page)
  await page.getByTestId('published-view').getByRole('button').click()
  await expect(title).toBeEditable()

  // Something new is always written; so is what is opened next.
  await look(page)
  await page.getByTestId('pane-item-Announcements').click()
  await expect(page.getByTestId('published-view')).toHaveCount(0)
  await studio.visit('/structure?perspective=published')
  await page.getByTestId('pane-item-Announcements').click()
  await page.getByTestId('new-group-start').click()
  await expect(studio.field('startTime').locator('input')).toBeEditable()
  await studio.visit('/intent/create/type=article?perspective=published')
  await expect(title).toBeEditable()
  await expect(page.getByTestId('studio-navbar').getByTestId('global-perspective-menu-button')).toBeHidden()
})

test('restoring what an earlier published version said leads to a form that can be written in', async ({
  studio,
}) => {
  const { page } = studio
  await studio.open('article', article)
  await studio.fill('title', 'What “off-label” really means')
  await studio.publish()
  await look(page)
  await page.getByTestId('pane-footer').getByTestId('pane-footer-document-status').click()
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByTestId('timeline-item-button').last().click()
  await page.getByTestId('action-bringthisversionback').click()
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  const title = studio.field('title').locator('input')
  await expect(title).toHaveValue(seed.dueArticle.title)
  await expect(title).toBeEditable()
  await expect(page.getByTestId('action-publish')).toBeEnabled()
})

/** Opens the published version of the document that is open, as the chip above its form does. */
async function look(page: Page): Promise<void> {
  await page.getByTestId('document-perspective-list').getByRole('button', { name: 'Published' }).click()
  await expect(page).toHaveURL(/perspective=published/)
}
