import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'

const { nextStart, groupService } = seed

const lakeside = {
  _key: 'lake',
  _type: 'otherPlace',
  name: 'Lakeside office',
  address: {
    _type: 'postalAddress',
    street: '2 Shore Road',
    locality: 'Kent',
    region: 'OH',
    postalCode: '44240',
  },
}

putContentBack()

test('a clinic with a second place says where a group meets and a service is given, and staff who take the place away read what names it @nightly', async ({
  studio,
  context,
  system,
  client,
}) => {
  const { page } = studio

  // A clinic with one place is not asked.
  await studio.open('announcement', nextStart.id)
  await expect(studio.field('startTime').locator('input')).toBeEditable()
  await expect(studio.field('place')).toHaveCount(0)

  await client
    .patch('siteSettings')
    .set({ otherPlaces: [lakeside] })
    .commit()
  await studio.field('place').locator('select').selectOption({ label: lakeside.name })
  await expect(studio.sentence()).toContainText(`(${lakeside.name})`)
  await expect(studio.shownToPatients('announcement-preview').getByRole('listitem')).toContainText(
    'Where: Lakeside office, 2 Shore Road, Kent',
  )
  await studio.publish()

  await studio.open('service', groupService.id)
  await studio.show('places')
  await studio.field('places').getByText(lakeside.name).click()
  await studio.publish()

  const patients = await context.newPage()
  const service = system.siteUrl + groupService.path
  await expect.poll(async () => (await fetch(service)).text()).toContain('Offered at')
  await patients.goto(service)
  await expect(patients.getByRole('region', { name: 'Announcement' })).toContainText(`(${lakeside.name})`)
  await patients.getByText('Offered at').getByRole('link', { name: lakeside.name }).click()
  await expect(patients.getByRole('heading', { name: lakeside.name })).toBeInViewport()

  await studio.open('siteSettings', 'siteSettings')
  await studio.openGroup('clinic')
  await page.getByText('Other places', { exact: true }).first().click()
  await studio.field('otherPlaces').getByTestId('array-item-menu-button').click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  const warning = page.getByTestId('field-warning')
  await expect(warning).toContainText(lakeside.name)
  await expect(warning).toContainText(groupService.title)
  await studio.publish()

  await expect.poll(async () => (await fetch(service)).text()).not.toContain('Offered at')
  await studio.visit('/structure/needs-attention')
  const item = page.getByTestId(`desk-document-${nextStart.id}`)
  await expect(item).toContainText('Where it meets')
  await expect(page.getByTestId(`desk-document-${groupService.id}`)).toContainText('Where it is offered')
  await studio.open('announcement', nextStart.id)
  await expect(studio.field('place').locator('select')).toHaveValue(/./)
  await expect(studio.field('place')).toContainText('A place that is no longer there')
})
