import { formatPhoneNumber } from '#domain/phone-number.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'
import { developersWords, readScreen } from './plain-words.ts'

putContentBack()
shortenTexts(seed.dueArticle.id)

test('shows what patients see now and who changed it, and puts back what it said before', {
  tag: '@nightly',
}, async ({ studio, client }) => {
  const { page } = studio
  const seen = page.getByTestId('patients-see')
  const changed = page.getByTestId('lately-siteSettings')
  await studio.visit('/')
  await expect(seen).toContainText(formatPhoneNumber(seed.settings.callNumber))
  await studio.open('siteSettings', 'siteSettings')
  await studio.fill('callNumber', '(216) 555-0142')
  await studio.publish()
  await page.getByRole('link', { name: 'Start' }).click()
  await expect(seen).toContainText('(216) 555-0142')
  await expect(changed).toContainText('Changed by you')

  // It is a draft first: patients see it once it is published.
  await changed.getByRole('button', { name: 'Put back' }).click()
  await expect(studio.field('callNumber').locator('input')).toHaveValue(
    formatPhoneNumber(seed.settings.callNumber),
  )
  const numbers = '*[_id match "*siteSettings"] | order(_id asc).callNumber'
  expect(await client.fetch(numbers)).toEqual([seed.settings.callNumber, '+12165550142'])

  // What is deleted can be put back as well, and goes by its name.
  const [id] = await client.fetch<string[]>('*[_type == "announcement" && kind == "notice"]._id')
  await studio.open('announcement', id ?? '')
  await studio.delete()
  await page.getByRole('link', { name: 'Start', exact: true }).click()
  const gone = page.getByTestId(`lately-${id}`)
  await expect(gone).toContainText('Taken off the site')
  await gone.getByRole('button', { name: 'Put back' }).click()
  await expect(studio.field('message').locator('input')).not.toHaveValue('')
  await expect(page.getByTestId('action-publish')).toBeEnabled()
})

test('speaks to staff without a developer’s word, from the first page to the menus of a form', async ({
  studio,
}) => {
  const { page } = studio
  const look = async (name: string) =>
    expect((await readScreen(page)).match(developersWords)?.[0], name).toBeUndefined()
  for (const path of ['start', 'structure/article', 'structure/requests', 'live', 'people']) {
    await studio.visit(`/${path}`)
    await expect(page.getByRole('link', { name: 'How to…' })).toBeVisible()
    await expect(page.locator('[data-ui="Spinner"]')).toHaveCount(0)
    await look(path)
  }
  const navbar = page.getByTestId('studio-navbar')
  await expect(navbar.locator('#workspace-menu')).toBeHidden()
  await page.getByTestId('button-resources-menu').click()
  await expect(page.getByRole('menuitem', { name: 'Details for support' })).toBeVisible()
  await look('help')
  await page.keyboard.press('Escape')

  await studio.open('article', seed.dueArticle.id)
  await expect(studio.field('title').locator('input')).toBeEditable()
  await look('a form')
  await page.getByTestId('document-pane').getByTestId('pane-context-menu-button').click()
  await look('the menu of a form')
  await page.getByRole('menuitem', { name: 'What links here' }).click()
  await expect(page.getByRole('heading', { name: 'What links here' })).toBeVisible()
  await look('what links here')
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await page.getByTestId('action-Delete').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('deleting')
})
