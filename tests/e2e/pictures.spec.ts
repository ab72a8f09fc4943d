import sharp from 'sharp'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'

const person = 'person-tobias-lindgren'

putContentBack()

/** As a phone writes it, with the place where it was taken. */
function photograph(): Promise<Buffer> {
  const place = { GPSLatitudeRef: 'N', GPSLatitude: '41/1 4/1 53/1' }
  return sharp({ create: { width: 640, height: 640, channels: 3, background: '#0e5a5b' } })
    .withExif({ IFD3: place })
    .jpeg()
    .toBuffer()
}

test('shows a picture in its form and in the preview while it is a draft, and to patients once it is published', async ({
  studio,
  page,
  context,
  system,
}) => {
  await studio.open('person', person)
  const file = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await photograph() }
  await page.getByTestId('file-button-input').setInputFiles(file)
  const shown = page.getByTestId('document-pane').locator('img[src*="-640x640.jpg"]').last()
  await expect.poll(() => shown.evaluate(image => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)
  await studio.fill('photo.alt', 'Tobias Lindgren smiles')

  const original = new URL((await shown.getAttribute('src')) ?? '', page.url())
  original.search = ''
  expect((await fetch(original)).status).toBe(404)

  const preview = await context.newPage()
  await preview.goto(system.previewLink)
  await preview.goto(new URL('/team/', system.previewLink).href)
  const inPreview = preview.getByRole('img', { name: 'Tobias Lindgren smiles' })
  await inPreview.scrollIntoViewIfNeeded()
  await expect.poll(() => inPreview.evaluate(image => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)

  await studio.publish()
  await expect
    .poll(async () => (await fetch(`${system.siteUrl}/team/`)).text())
    .toContain('Tobias Lindgren smiles')
  const answer = await fetch(original)
  expect(answer.status).toBe(200)
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).exif).toBeUndefined()
})
