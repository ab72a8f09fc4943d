import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, signIn, test } from './fixtures.ts'
import { staffClient } from './system.ts'

putContentBack()
shortenTexts(seed.treatmentArticle.id)

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`writing comes first: at ${width} pixels an article opens with its title and a large text`, {
    tag: '@nightly',
  }, async ({ studio }) => {
    const { page } = studio
    await page.setViewportSize({ width, height })
    await studio.create('article')
    await expect(studio.field('title').locator('input')).toBeInViewport({ ratio: 1 })
    const text = studio.field('body').getByTestId('pt-editor')
    await expect(text).toBeInViewport({ ratio: 0.4 })
    const { height: textHeight = 0 } = (await text.boundingBox()) ?? {}
    expect(textHeight).toBeGreaterThan(height / 2)
    await expect(studio.field('title')).toContainText('needed to publish')
    await expect(studio.field('summary')).toHaveCount(0)
  })
}

test('an article is begun with one press on the first page; “Publish” names what is missing, and a press leads to it, in whichever tab it is, without an error in the browser’s console', async ({
  studio,
}) => {
  const { page } = studio
  const errors: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
  })
  await page.getByTestId('job-article').click()
  await studio.field('title').locator('input').fill('What to bring')
  await expect(studio.field('summary')).toHaveCount(0)
  const publish = page.getByTestId('action-publish')
  await publish.hover()
  const words = page.getByText('To publish, fill in or correct: Text, Summary, Address of the page, Author')
  await expect(words.first()).toBeVisible()
  await publish.click()
  const text = studio.field('body').locator('[contenteditable="true"]')
  await expect(text).toBeFocused()
  await page.keyboard.insertText('Bring a list of what you take.')
  await expect(async () => {
    await publish.click()
    await expect(studio.field('summary').locator('textarea')).toBeFocused({ timeout: 2000 })
  }).toPass()
  await expect(page.getByTestId('pane-footer')).not.toContainText('Last published')
  expect(errors).toEqual([])
})

test('a form is checked on a computer that is never idle', { tag: '@nightly' }, async ({ page, system }) => {
  await page.addInitScript(() => {
    const never = 0
    window.requestIdleCallback = (callback, options) =>
      options?.timeout
        ? window.setTimeout(() => callback({ didTimeout: true, timeRemaining: () => 0 }), options.timeout)
        : never
  })
  const studio = await signIn(page, system)
  await studio.create('article')
  await studio.field('title').locator('input').fill('What to bring')
  await expect(studio.publishNeeds()).toBeVisible()
})

test('a press on “Publish” in the same moment as the last key publishes all that was typed', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { id } = seed.treatmentArticle
  await studio.open('article', id)
  await studio.field('body').getByText(seed.treatmentArticle.opening).click()
  await studio.page.keyboard.press('End')
  await studio.page.keyboard.type(' Bring a friend. ')
  // Until the form has the first key, there is nothing to publish.
  const publish = studio.page.getByTestId('action-publish')
  await expect(publish).toBeEnabled()
  await studio.page.keyboard.type('Or two.')
  await publish.evaluate((button: HTMLElement) => button.click())
  await expect(publish).toBeDisabled()
  const query = '*[_id == $id][0]{"text": pt::text(body)}.text'
  const client = (await staffClient(system)).withConfig({ perspective: 'published' })
  await expect.poll(() => client.fetch(query, { id })).toContain('Bring a friend. Or two.')
  await expect(studio.page.getByTestId('live-state')).not.toContainText('newer changes')
})
