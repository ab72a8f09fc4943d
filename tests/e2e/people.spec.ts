import type { Page } from '@playwright/test'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import { newSignInUrl, readSecret } from './system.ts'

putContentBack()

test('an administrator invites in the Studio, and ends access: each page that follows says what happened', {
  tag: '@nightly',
}, async ({ studio, browser }) => {
  const { page } = studio
  await studio.visit('/people')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByLabel('Name').fill('Ruth Ellis')
  await page.getByRole('radio', { name: /^Contributor/ }).check()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('Sign-in link').inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  const ruth = page.getByRole('listitem').filter({ hasText: 'Ruth Ellis' })
  await expect(ruth).toContainText('has not signed in yet')

  await using hers = await browser.newContext()
  const herPage = await hers.newPage()
  await herPage.goto(link)
  await herPage.getByTestId('studio-navbar').waitFor()
  await expect(herPage.getByRole('link', { name: 'People' })).toHaveCount(0)

  await using strangers = await browser.newContext()
  const second = await strangers.newPage()
  await second.goto(link)
  await expect(second.getByRole('heading', { name: 'This link was used already' })).toBeVisible()
  await expect(second.getByText(/each link works once/)).toBeVisible()

  await ruth.getByRole('button', { name: /^End access/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End access now' }).click()
  await expect(ruth).toContainText('Access ended')
  await expect(herPage.getByRole('heading', { name: 'Your access was ended' })).toBeVisible()

  // Whoever is the only administrator left cannot lock the clinic out.
  const own = page.getByRole('listitem').filter({ hasText: seed.groupLeader.name })
  await expect(own.getByRole('button', { name: /^End access/ })).toBeDisabled()
  await expect(own).toContainText('the only administrator')
})

test('signed out, one meets a page for people, and returns to the page that one wanted', {
  tag: '@nightly',
}, async ({ page, system }) => {
  await page.goto(`${system.studioUrl}/structure/announcements`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('Ask an administrator of your clinic for a new link')).toBeVisible()
  const key = page.getByLabel('Key of the server')
  await expect(key).toBeHidden()
  await page.getByText('For the person who runs the server').click()
  await key.fill(await readSecret(system, 'SANITY_API_WRITE_TOKEN'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByTestId('announcements')).toBeVisible()
  await page.locator('#user-menu').click()
  await page.getByText('Sign out').click()
  await expect(page.getByText('To come back, you need a new sign-in link.')).toBeVisible()
})

test('a session that ends under a form loses nothing: it is saved once its author is signed in again', {
  tag: '@nightly',
}, async ({ studio, system, client }) => {
  const { page } = studio
  await client.createOrReplace({ _id: 'page-session', _type: 'page', title: 'Visiting hours' })
  await studio.open('page', 'page-session')
  const title = studio.field('title').locator('input')
  await title.fill('Visiting hours, and')
  await expect.poll(() => draftTitle()).toBe('Visiting hours, and')

  // What is typed is on its way as the session ends.
  const ended = Promise.withResolvers<void>()
  const onItsWay = page.waitForRequest('**/data/actions/**')
  await page.route('**/data/actions/**', async route => {
    await ended.promise
    await route.continue()
  })
  await title.pressSequentially(' how to park')
  await onItsWay
  await endSession(page)
  ended.resolve()
  const notice = page.getByRole('alertdialog', { name: 'You are signed out' })
  await expect(notice).toContainText('what is not saved yet stays in it')
  await expect(title).toHaveValue('Visiting hours, and how to park')

  const other = await page.context().newPage()
  await other.goto(await newSignInUrl(system))
  await other.getByTestId('studio-navbar').waitFor()
  await expect(notice).toBeHidden()
  await expect.poll(() => draftTitle()).toBe('Visiting hours, and how to park')
  await expect(title).toBeEditable()
  await title.pressSequentially(' here')
  await expect.poll(() => draftTitle()).toBe('Visiting hours, and how to park here')

  async function draftTitle() {
    return (await client.getDocument('drafts.page-session'))?.title
  }

  /** As when the Content Lake forgets it: the browser is told nothing. */
  async function endSession(of: Page): Promise<void> {
    const stored = await of.evaluate(() => localStorage.getItem('__studio_auth_token_local'))
    const { token } = JSON.parse(stored ?? '{}')
    const headers = { authorization: `Bearer ${token}` }
    await fetch(`${system.studioUrl}/v1/auth/logout`, { method: 'POST', headers })
  }
})
