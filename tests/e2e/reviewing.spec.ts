import { expect, test } from './fixtures.ts'
import { readSecret } from './system.ts'

const today = Temporal.Now.plainDateISO('America/New_York')
const asShown = (date: Temporal.PlainDate) =>
  date.toLocaleString('en-US', { month: 'long', day: 'numeric', year: 'numeric' })

test('marks an article that is due as reviewed, and shows patients who reviewed it and when', async ({
  studio,
  system,
}) => {
  const { page } = studio
  await page.goto(`${system.studioUrl}/structure`)
  await page.getByText('Needs attention').click()
  await page.getByText('Articles to review').click()
  await page.getByText('What “off-label” means').click()
  const footer = page.getByTestId('pane-footer')
  await expect(footer).toContainText('Review due by')
  await expect(page.getByTestId('review-notice')).toContainText('Review due by')

  await footer.getByTestId('action-menu-button').click()
  await page.getByRole('menuitem', { name: 'Mark as reviewed' }).click()
  const form = page.getByTestId('review-form')
  // Who is signed in is found in the team by name.
  await expect(form.getByLabel('Who reviewed it?').locator('option:checked')).toContainText('Dana Whitfield')
  await form.getByLabel('Who reviewed it?').selectOption({ label: 'Maren Holloway, MD' })
  await form.getByLabel('Review again after').fill('6')
  await expect(form.getByRole('status')).toContainText(asShown(today.add({ months: 6 })))
  await form.getByRole('button', { name: 'Mark and publish' }).click()

  await expect(footer).toContainText(`Reviewed, next by ${asShown(today.add({ months: 6 }))}`)
  await expect(page.getByTestId('review-notice')).toHaveCount(0)
  await expect(
    studio.page.getByText('Nothing found').or(page.getByText('No documents')).first(),
  ).toBeVisible()
  const article = page.context().newPage()
  const patient = await article
  await expect
    .poll(async () => {
      await patient.goto(`${system.siteUrl}/articles/what-off-label-means/`)
      return patient.getByRole('main').innerText()
    })
    .toContain(asShown(today.add({ months: 6 })))
  await expect(patient.getByRole('main')).toContainText('Maren Holloway')
  await expect(patient.getByRole('main')).toContainText(asShown(today))
})

test('tells those who may only read why they cannot mark a review', async ({ browser, system }) => {
  const context = await browser.newContext()
  const key = await readSecret(system, 'SANITY_API_READ_TOKEN')
  await context.addInitScript(
    token => localStorage.setItem('__studio_auth_token_local', JSON.stringify({ token })),
    key,
  )
  const page = await context.newPage()
  await page.goto(`${system.studioUrl}/intent/edit/id=article-how-ketamine-works;type=article`)
  await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  const item = page.getByRole('menuitem', { name: 'Mark as reviewed' })
  await expect(item).toBeDisabled()
  await item.hover({ force: true })
  await expect(page.getByText(/signed in as Viewer.*Ask somebody who may edit/)).toBeVisible()
  await context.close()
})
