import type { Locator } from '@playwright/test'
import sharp from 'sharp'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'

const person = seed.author.id

/** A picture as an iPhone keeps it, 96 by 64 pixels. */
const heic = Buffer.from(
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAT9tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFjAAEAAAAAAAAAdAAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAv2lwcnAAAAChaXBjbwAAAHVodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQAoQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAGAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAB8bWRhdAAAAHAoAa8J4OL3ABM5dV9f/M3f//4s6ch9tHVJAEO3/6005ZxxZ1KgDyJg655HSh3DERwe4fHr/J7RVVgDGgcaWrAZBiW0FlLf/5PP/xh2Ksm7Oxcfi3Kz1YASaJt7AwzSWAHWTPAytnNPqIAAAEzS5ROM',
  'base64',
)

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
  context,
  system,
}) => {
  const { page } = studio
  await studio.open('person', person)
  const file = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await photograph() }
  await expect(studio.field('name').locator('input')).toBeEditable()
  await page.getByTestId('file-button-input').setInputFiles(file)
  const shown = page.getByTestId('document-pane').locator('img[src*="-640x640.jpg"]').last()
  await expect.poll(() => shown.evaluate(image => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)
  await studio.fill('photo.alt', 'They smile')

  const original = new URL((await shown.getAttribute('src')) ?? '', page.url())
  original.search = ''
  expect((await fetch(original)).status).toBe(404)

  const preview = await context.newPage()
  await preview.goto(system.previewLink)
  await preview.goto(new URL('/team/', system.previewLink).href)
  const inPreview = preview.getByRole('img', { name: 'They smile' })
  await inPreview.scrollIntoViewIfNeeded()
  await expect.poll(() => inPreview.evaluate(image => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)

  await studio.publish()
  await expect.poll(async () => (await fetch(`${system.siteUrl}/team/`)).text()).toContain('They smile')
  const answer = await fetch(original)
  expect(answer.status).toBe(200)
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).exif).toBeUndefined()
})

test('takes an iPhone’s picture as a JPEG, however it comes and whatever the browser calls it', async ({
  studio,
}) => {
  const { page } = studio
  await studio.create('person')
  const photo = page.getByTestId('document-pane').locator('[data-picture-gate]')
  const shown = photo.locator('img[src*="-96x64.jpg"]')
  const file = { name: 'IMG_0001.HEIC', mimeType: '', buffer: heic }
  await expect(page.getByTestId('file-button-input')).toHaveAttribute('accept', /image\/jpeg.*\.heic/)
  await page.getByTestId('file-button-input').setInputFiles(file)
  await expect(shown.first()).toBeVisible()
  await page.getByTestId('document-pane').getByTestId('field-photo.alt').locator('input').fill('A square')

  await studio.create('article')
  await bring(studio.field('body').locator('[data-is-file-target]'), 'drop', [file])
  await expect(studio.field('body').locator('img[src*="-96x64.jpg"]').first()).toBeVisible()
})

test('refuses what is no picture in plain words at the field, and keeps the picture that is there', async ({
  studio,
}) => {
  const { page } = studio
  await studio.create('person')
  const photo = page.getByTestId('document-pane').locator('[data-picture-gate]')
  const input = page.getByTestId('file-button-input')
  await expect(studio.field('name').locator('input')).toBeEditable()
  await input.setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await photograph() })
  const shown = photo.locator('img[src*="-640x640.jpg"]').first()
  await expect(shown).toBeVisible()

  const pdf = Buffer.from('%PDF-1.7\n')
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const broken = (await photograph()).subarray(0, 300)
  const refused = photo.getByTestId('picture-refused')
  for (const [name, type, content, words] of [
    ['flyer.pdf', 'application/pdf', pdf, 'is a PDF, not a picture'],
    ['flyer.jpg', 'image/jpeg', pdf, 'is a PDF, whatever its name says'],
    ['broken.jpg', 'image/jpeg', broken, 'is damaged'],
    ['logo.svg', 'image/svg+xml', script, 'a small program in it'],
    [
      'large.jpg',
      'image/jpeg',
      Buffer.concat([await photograph(), Buffer.alloc(50_000_000)]),
      'is too large: 51 MB',
    ],
    ['notes.docx', '', Buffer.from('PK'), 'is not a picture that the site can show'],
  ] as const) {
    await bring(photo.locator('[data-is-file-target]'), 'drop', [{ name, mimeType: type, buffer: content }])
    await expect(refused, name).toContainText(words)
    await expect(refused).toContainText(name)
  }
  await page.screenshot({ path: 'test-results/picture-refused.png' })
  await expect(shown).toBeVisible()
  await refused.getByRole('button', { name: 'OK' }).click()
  await expect(refused).toHaveCount(0)

  await studio.create('article')
  const text = studio.field('body').locator('[contenteditable="true"]')
  await bring(text, 'paste', [{ name: 'flyer.pdf', mimeType: 'application/pdf', buffer: pdf }])
  await expect(studio.field('body').getByTestId('picture-refused')).toContainText('is a PDF, not a picture')
  await expect(page.getByText('See the console')).toHaveCount(0)
})

interface Brought {
  name: string
  mimeType: string
  buffer: Buffer
}

/** Drops or pastes files, as a browser does: one event with the files. */
async function bring(target: Locator, kind: 'drop' | 'paste', files: Brought[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    bytes: buffer.toString('base64'),
  }))
  await target.evaluate(
    (element, { kind, given }) => {
      const dataTransfer = new DataTransfer()
      for (const { name, mimeType, bytes } of given) {
        const content = Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))
        dataTransfer.items.add(new File([content], name, { type: mimeType }))
      }
      const options = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer })
          : new ClipboardEvent('paste', { ...options, clipboardData: dataTransfer }),
      )
    },
    { kind, given },
  )
}
