import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'

putContentBack()
shortenTexts(seed.dueArticle.id)

const today = Temporal.Now.plainDateISO('America/New_York')
const asShown = (date: Temporal.PlainDate) =>
  date.toLocaleString('en-US', { month: 'long', day: 'numeric', year: 'numeric' })

test('marks an article that is due as reviewed, and shows patients who reviewed it and when', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.visit('/structure')
  await page.getByText('Needs attention').click()
  const waiting = page.getByTestId('desk-section-reviews').getByText(seed.dueArticle.title)
  await waiting.click()
  const footer = page.getByTestId('pane-footer')
  await expect(footer).toContainText('Review due by')
  await expect(page.getByTestId('review-notice')).toContainText('Review due by')

  await footer.getByTestId('action-menu-button').click()
  await page.getByRole('menuitem', { name: 'Mark as reviewed' }).click()
  const form = page.getByTestId('review-form')
  // Who is signed in is found in the team by name.
  await expect(form.getByLabel('Who reviewed it?').locator('option:checked')).toContainText(
    seed.groupLeader.name,
  )
  await form.getByLabel('Who reviewed it?').selectOption({ label: seed.reviewer.label })
  await form.getByLabel('Review again after').fill('6')
  await expect(form.getByRole('status')).toContainText(asShown(today.add({ months: 6 })))
  await form.getByRole('button', { name: 'Mark and publish' }).click()

  await expect(footer).toContainText(`Reviewed, next by ${asShown(today.add({ months: 6 }))}`)
  await expect(page.getByTestId('review-notice')).toHaveCount(0)
  await expect(waiting).toHaveCount(0)
  const url = `${system.siteUrl}${seed.dueArticle.path}`
  await expect.poll(async () => (await fetch(url)).text()).toContain(asShown(today.add({ months: 6 })))
  const patient = await page.context().newPage()
  await patient.goto(url)
  await expect(patient.getByRole('main')).toContainText(asShown(today.add({ months: 6 })))
  await expect(patient.getByRole('main')).toContainText(seed.reviewer.name)
  await expect(patient.getByRole('main')).toContainText(asShown(today))
})
