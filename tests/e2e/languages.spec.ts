import type { SanityDocument } from '@sanity/client'
import { englishName, languages } from '#domain/languages.ts'
import { reference } from '../fixtures/portable-text.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { isLive, putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'
import { runAxe } from './in-page/run-axe.ts'
import { type System, staffClient } from './system.ts'

/* A clinic whose patients read more than one language: what staff fill in, and what patients get. */

putContentBack()
const { id: originalId } = seed.treatmentArticle
shortenTexts(originalId)

/** A translation of an article of the seed, as staff would leave it. */
async function translationOf(system: System, _id: string, fields: Record<string, unknown>) {
  const client = await staffClient(system)
  const original = await client.getDocument(originalId)
  if (!original) throw new Error('The seed has the article.')
  const { _rev, _createdAt, _updatedAt, ...copied } = original satisfies SanityDocument
  const slug = { _type: 'slug', current: `${_id.replace('drafts.', '')}-copy` }
  await client.create({
    ...copied,
    _id,
    slug,
    title: 'Un tratamiento',
    translationOf: reference(originalId),
    ...fields,
  })
}

test('staff choose the language of an article, and read which other one is its translation already', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  await translationOf(system, 'article-spanish', { language: 'es', title: 'La primera' })
  await translationOf(system, 'drafts.article-second', {})
  await studio.open('article', 'article-second')
  await studio.show('language')
  const original = studio.page.getByTestId('field-actions-menu-translationOf')
  await expect(original).toHaveCount(0)
  const select = studio.field('language').locator('select')
  // Browsers know fewer names of languages than the server does.
  const titles = await select.locator('option').allTextContents()
  expect(titles.filter(Boolean)).toEqual(languages.map(({ title }) => title))
  expect(titles.filter(Boolean).filter(title => !/^\p{Lu}/u.test(title))).toEqual([])
  await select.selectOption({ label: englishName('es') })
  await expect(original).toHaveCount(1)
  const fault = studio.page.getByTestId('input-validation-icon-error')
  // The others are those of the tabs.
  await fault.last().hover()
  const words = studio.page.getByText('“La primera” is its translation into Spanish already')
  await expect(words.first()).toBeVisible()
  await select.selectOption({ label: englishName('fr') })
  await expect(fault).toHaveCount(0)
})

test('a notice in many languages and an article in another one are accessible, narrow and wide, light and dark', {
  tag: '@nightly',
}, async ({ page, system, client }) => {
  await translationOf(system, 'article-arabic', { language: 'ar', title: 'كيف يعمل العلاج' })
  await translationOf(system, 'article-french', { language: 'fr', title: 'Un traitement' })
  await expect.poll(() => isLive(system)).toBe(true)
  const notices = await client.fetch<string[]>(
    '*[_type == "page" && "languageBlock" in body[]._type].slug.current',
  )
  expect(notices.length).toBeGreaterThan(0)
  for (const path of [...notices.map(slug => `/${slug}/`), '/articles/article-arabic-copy/']) {
    for (const [width, colorScheme] of [
      [360, 'light'],
      [1280, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.goto(system.siteUrl + path)
      expect((await runAxe(page)).violations, `${path} at ${width}`).toEqual([])
    }
  }
  const [notice] = notices
  await page.goto(`${system.siteUrl}/contact/`)
  await page
    .getByRole('navigation', { name: 'Free language help' })
    .getByRole('link', { name: 'Español' })
    .click()
  await expect(page).toHaveURL(`${system.siteUrl}/${notice}/#es`)
  await page.goto(`${system.siteUrl}/articles/article-arabic-copy/`)
  await page.getByRole('main').getByRole('link', { name: 'English', exact: true }).click()
  await expect(page).toHaveURL(`${system.siteUrl}${seed.treatmentArticle.path}`)
  await page.getByRole('main').getByRole('link', { name: 'Français' }).click()
  await expect(page).toHaveTitle(/Un traitement/)
})
