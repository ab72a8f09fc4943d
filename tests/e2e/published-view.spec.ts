import type { Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'

/** Their form is small: what is tested here is the same for every type. */
const person = seed.author

putContentBack()

test('what is live can be looked at, and one press or anything new leads back to writing', {
  tag: '@nightly',
}, async ({ studio }) => {
  const { page } = studio
  const name = studio.field('name').locator('input')
  await studio.open('person', person.id)
  await expect(name).toBeEditable()
  await look(page)
  await expect(page.getByTestId('action-unpublish')).toHaveCount(0)
  await expect(name).not.toBeEditable()
  await page.getByTestId('pane-footer').getByRole('button', { name: 'Edit' }).click()
  await expect(name).toBeEditable()
  await expect(page.getByTestId('published-view')).toHaveCount(0)

  // The line above says the same, and leads back as well.
  await look(page)
  await page.getByTestId('published-view').getByRole('button').click()
  await expect(name).toBeEditable()

  // Something new is always written; so is what is opened next.
  await look(page)
  await page.getByTestId('pane-item-Announcements').click()
  await expect(page.getByTestId('published-view')).toHaveCount(0)
  await studio.visit('/structure?perspective=published')
  await page.getByTestId('pane-item-Announcements').click()
  await page.getByTestId('new-group-start').click()
  await expect(studio.field('startTime').locator('input')).toBeEditable()
  await studio.visit('/intent/create/type=person?perspective=published')
  await expect(name).toBeEditable()
  await expect(page.getByTestId('studio-navbar').getByTestId('global-perspective-menu-button')).toBeHidden()
})

test('restoring what an earlier published version said leads to a form that can be written in', {
  tag: '@nightly',
}, async ({ studio }) => {
  const { page } = studio
  await studio.open('person', person.id)
  await studio.fill('name', 'Somebody else')
  await studio.publish()
  await look(page)
  await page.getByTestId('pane-footer').getByTestId('pane-footer-document-status').click()
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByTestId('timeline-item-button').last().click()
  await page.getByTestId('action-bringthisversionback').click()
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  const name = studio.field('name').locator('input')
  await expect(name).toHaveValue(person.name)
  await expect(name).toBeEditable()
  await expect(page.getByTestId('action-publish')).toBeEnabled()
})

/** Opens the published version of the document that is open, as the chip above its form does. */
async function look(page: Page): Promise<void> {
  await page.getByTestId('document-perspective-list').getByRole('button', { name: 'Published' }).click()
  await expect(page).toHaveURL(/perspective=published/)
}
