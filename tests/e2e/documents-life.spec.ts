import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'

putContentBack()
shortenTexts(seed.article.id)

test('brings a deleted person back from the list of what was deleted, by name', { tag: '@nightly' }, async ({
  studio,
  client,
}) => {
  const { page } = studio
  const { reviewer, groupLeader } = seed
  const before = await client.getDocument(reviewer.id)
  await studio.open('person', reviewer.id)
  await studio.delete()
  await expect(page.getByText(`“${reviewer.label}” is deleted.`)).toBeVisible()
  // A link that leads to it says that it was deleted, and shows no empty form to fill in.
  await studio.open('person', reviewer.id)
  await expect(page.getByTestId('deleted-document-banner')).toContainText('This was deleted.')

  await studio.visit('/structure/deleted')
  const item = page.getByTestId(`deleted-${reviewer.id}`)
  await expect(item).toContainText(reviewer.label)
  await expect(item).toContainText(new RegExp(`Person · deleted .* by ${groupLeader.name}`))
  await item.getByRole('button', { name: 'Bring back' }).click()
  await expect(studio.field('name').locator('input')).toHaveValue(reviewer.name)
  await studio.publish()
  await expect(page.getByText('Published. The line above the form')).toBeVisible()
  const after = await client.getDocument(reviewer.id)
  expect({ ...after, _rev: '', _updatedAt: '' }).toEqual({ ...before, _rev: '', _updatedAt: '' })
  await studio.visit('/structure/deleted')
  await expect(page.getByTestId('recently-deleted')).toContainText('Nothing was deleted')
})

test('a copy of an article is a fresh draft without the review, the date or the address, which “Generate” makes of its title', {
  tag: '@nightly',
}, async ({ studio, client }) => {
  const { page } = studio
  await studio.open('article', seed.article.id)
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await page.getByTestId('action-Duplicate').click()
  await expect(page.getByText('This is the copy')).toBeVisible()
  await studio.show('slug')
  await expect(studio.field('slug').locator('input')).toHaveValue('')
  await expect(page.getByTestId('pane-footer')).toContainText('Not reviewed yet')
  const [copy] = await client.fetch(
    '*[_type == "article" && _id in path("drafts.**")]{slug, lastReviewed, reviewer, publishedAt, title}',
  )
  expect(copy).toEqual({
    slug: null,
    lastReviewed: null,
    reviewer: null,
    publishedAt: expect.stringContaining(Temporal.Now.plainDateISO('UTC').toString()),
    title: seed.article.title,
  })

  const slug = studio.field('slug')
  const generate = slug.getByRole('button', { name: 'Generate' })
  await studio.fill('title', '')
  await generate.click()
  await expect(slug).toContainText('Write the title first.')
  await studio.fill('title', '🌻🌻')
  await generate.click()
  await expect(slug).toContainText('Type one yourself, for example: how-ketamine-works')
  await studio.fill('title', 'Sun & moon: don’t wait 🌻')
  await generate.click()
  await expect(slug.locator('input')).toHaveValue('sun-and-moon-dont-wait')
})
