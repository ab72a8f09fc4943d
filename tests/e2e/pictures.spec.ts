import type { Locator } from '@playwright/test'
import sharp from 'sharp'
import { english } from '#words/english.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import { allRules, runAxe } from './in-page/run-axe.ts'

const person = seed.author.id

const pdf = Buffer.from('%PDF-1.7\n')

/** A picture as an iPhone keeps it, 96 by 64 pixels. */
const heic = Buffer.from(
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAT9tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFjAAEAAAAAAAAAdAAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAv2lwcnAAAAChaXBjbwAAAHVodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQAoQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAGAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAoMAAAB8bWRhdAAAAHAoAa8J4OL3ABM5dV9f/M3f//4s6ch9tHVJAEO3/6005ZxxZ1KgDyJg655HSh3DERwe4fHr/J7RVVgDGgcaWrAZBiW0FlLf/5PP/xh2Ksm7Oxcfi3Kz1YASaJt7AwzSWAHWTPAytnNPqIAAAEzS5ROM',
  'base64',
)

const iPhonePicture = { name: 'IMG_0001.HEIC', mimeType: '', buffer: heic }

putContentBack()

/** As a phone writes it, with the place where it was taken. Photos of one color are one file to the Content Lake. */
function photograph(background = '#0e5a5b'): Promise<Buffer> {
  const place = { GPSLatitudeRef: 'N', GPSLatitude: '41/1 4/1 53/1' }
  return sharp({ create: { width: 640, height: 640, channels: 3, background } })
    .withExif({ IFD3: place })
    .jpeg()
    .toBuffer()
}

test('shows a picture in its form and in the preview while it is a draft, and to patients once it is published', {
  tag: '@nightly',
}, async ({ studio, context, system }) => {
  const { page } = studio
  await studio.open('person', person)
  const file = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await photograph() }
  await expect(studio.field('name').locator('input')).toBeEditable()
  await page.getByTestId('file-button-input').setInputFiles(file)
  const shown = page.getByTestId('document-pane').locator('img[src*="-640x640.jpg"]').last()
  await expect.poll(() => shown.evaluate(image => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)
  await studio.fill('photo.alt', 'They smile')

  const original = await originalOf(shown)
  expect((await fetch(original)).status).toBe(404)

  const preview = await context.newPage()
  await preview.goto(system.previewLink)
  await preview.goto(new URL('/team/', system.previewLink).href)
  const inPreview = preview.getByRole('img', { name: 'They smile' })
  await inPreview.scrollIntoViewIfNeeded()
  await expect.poll(() => inPreview.evaluate(image => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)

  await studio.publish()
  await expect.poll(async () => (await fetch(`${system.siteUrl}/team/`)).text()).toContain('They smile')
  await expectPublic(original)
})

/** The address at which the Content Lake has the whole picture. */
async function originalOf(shown: Locator): Promise<URL> {
  const address = new URL((await shown.getAttribute('src')) ?? '', shown.page().url())
  address.search = ''
  return address
}

/** Whether anybody gets the original, and not where it was taken. */
async function expectPublic(original: URL): Promise<void> {
  const answer = await fetch(original)
  expect(answer.status).toBe(200)
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).exif).toBeUndefined()
}

test('the home page has a photo and headings of the clinic’s own: shown as they are written, and to patients once published', {
  tag: '@nightly',
}, async ({ studio, context, system }) => {
  const { page } = studio
  await studio.open('homePage', 'homePage')
  const photo = page.getByTestId('document-pane').locator('[data-picture-gate]')
  const shown = studio.shownToPatients('opening-preview')
  await expect(shown.locator('.art svg')).toBeVisible()
  await expect(studio.field('heading').locator('input')).toBeEditable()
  // Not the photo that the test before has published.
  const file = { name: 'house.jpg', mimeType: 'image/jpeg', buffer: await photograph('#7a4b1e') }
  await photo.getByTestId('file-button-input').setInputFiles(file)
  await expect
    .poll(() => shown.locator('.art img').evaluate(image => Reflect.get(image, 'naturalWidth')))
    .toBeGreaterThan(0)
  await expect(photo.getByTestId('field-warning')).toContainText('640 by 640')
  const original = await originalOf(photo.locator('img[src*="-640x640.jpg"]').first())
  expect((await fetch(original)).status).toBe(404)
  await expect(studio.publishNeeds()).toBeVisible()
  await studio.fill('picture.alt', 'Our house')

  await page.getByText('Sections and their headings').click()
  await studio.field('sections').getByRole('button', { name: 'Begin with the usual five' }).click()
  await studio.field('sections').getByRole('button', { name: 'Latest articles' }).click()
  const section = page.getByRole('dialog')
  const heading = section.getByTestId(/^field-sections.*heading$/).locator('input')
  await expect(heading).toHaveAttribute('placeholder', english.home.articles)
  await heading.fill('Read at your own pace')
  await section.getByRole('button', { name: /close/i }).first().click()

  const preview = await context.newPage()
  await preview.goto(system.previewLink)
  await expect(preview.getByRole('heading', { name: 'Read at your own pace' })).toBeVisible()
  await expect(preview.getByRole('img', { name: 'Our house' })).toBeVisible()
  await expect(preview.locator('#services')).toBeVisible()

  await studio.publish()
  await expect.poll(async () => (await fetch(system.siteUrl)).text()).toContain('Read at your own pace')
  const patient = await context.newPage()
  await patient.emulateMedia({ reducedMotion: 'reduce' })
  await patient.goto(system.siteUrl)
  const seen = patient.getByRole('img', { name: 'Our house' })
  await expect.poll(() => seen.evaluate(image => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(0)
  // The rest is the page that every clinic has, and looked at as one of its kind.
  expect((await runAxe(patient, allRules, { within: '.hero' })).violations).toEqual([])
  await expectPublic(original)
  const { width, height } = (await seen.boundingBox()) ?? { width: 0, height: 1 }
  expect(width / height).toBeCloseTo(4 / 3, 1)

  await studio.open('siteSettings', 'siteSettings')
  await studio.openGroup('look')
  await expect(studio.shownToPatients('look-preview').locator('.art img')).toBeVisible()
})

test('an icon that is far from square is shown as tabs have it, with advice that lets it be published', {
  tag: '@nightly',
}, async ({ studio }) => {
  const { page } = studio
  await studio.open('siteSettings', 'siteSettings')
  await studio.openGroup('look')
  const logos = page.getByTestId('fieldset-logos')
  await logos.locator('legend button').click()
  const icon = logos.locator('[data-picture-gate]').last()
  const wide = await sharp({ create: { width: 640, height: 360, channels: 3, background: '#0e5a5b' } })
    .jpeg()
    .toBuffer()
  await icon
    .getByTestId('file-button-input')
    .setInputFiles({ name: 'wide.jpg', mimeType: 'image/jpeg', buffer: wide })
  await expect(icon.getByTestId('icon-preview').locator('img')).toHaveCount(2)
  await expect(icon.getByTestId('field-warning')).toContainText('far from square')
  await expect(page.getByTestId('action-publish')).toBeEnabled()
  await expect(studio.publishNeeds()).toHaveCount(0)
})

test('a picture’s field takes an iPhone’s as a JPEG, whatever the browser calls it, refuses what is no picture in plain words, and keeps what is there', {
  tag: '@nightly',
}, async ({ studio }) => {
  const { page } = studio
  await studio.create('person')
  const photo = page.getByTestId('document-pane').locator('[data-picture-gate]')
  const shown = photo.locator('img[src*="-96x64.jpg"]').first()
  const input = page.getByTestId('file-button-input')
  await expect(studio.field('name').locator('input')).toBeEditable()
  await expect(input).toHaveAttribute('accept', /image\/jpeg.*\.heic/)
  await input.setInputFiles(iPhonePicture)
  await expect(shown).toBeVisible()
  await page.getByTestId('document-pane').getByTestId('field-photo.alt').locator('input').fill('A square')

  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const jpeg = await photograph()
  const pixels = { width: 5200, height: 5000, channels: 3, background: '#0e5a5b' } as const
  const passes = await sharp({ create: pixels }).jpeg({ progressive: true }).toBuffer()
  const refused = photo.getByTestId('picture-refused')
  for (const { words, ...file } of [
    { name: 'flyer.pdf', mimeType: 'application/pdf', buffer: pdf, words: 'is a PDF, not a picture' },
    { name: 'flyer.jpg', mimeType: 'image/jpeg', buffer: pdf, words: 'is a PDF, whatever its name says' },
    { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: jpeg.subarray(0, 300), words: 'is damaged' },
    { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: script, words: 'a small program in it' },
    {
      name: 'large.jpg',
      mimeType: 'image/jpeg',
      buffer: jpeg,
      zeros: 51_000_000 - jpeg.length,
      words: 'is too large: 51 MB',
    },
    {
      name: 'house.jpg',
      mimeType: 'image/jpeg',
      buffer: passes,
      words: 'has too many pixels: 5,200 by 5,000 are 26 million',
    },
    {
      name: 'notes.docx',
      mimeType: '',
      buffer: Buffer.from('PK'),
      words: 'is not a picture that the site can show',
    },
  ]) {
    await bring(photo.locator('[data-is-file-target]'), 'drop', file)
    await expect(refused, file.name).toContainText(words)
    await expect(refused).toContainText(file.name)
  }
  await expect(shown).toBeVisible()
  await refused.getByRole('button', { name: 'OK' }).click()
  await expect(refused).toHaveCount(0)
})

test('a text does the same with what is dropped or pasted into it', { tag: '@nightly' }, async ({
  studio,
}) => {
  const { page } = studio
  await studio.create('article')
  await expect(studio.field('title').locator('input')).toBeEditable()
  const body = studio.field('body')
  await bring(body.locator('[data-is-file-target]'), 'drop', iPhonePicture)
  await expect(body.locator('img[src*="-96x64.jpg"]').first()).toBeVisible()
  const flyer = { name: 'flyer.pdf', mimeType: 'application/pdf', buffer: pdf }
  await bring(body.locator('[contenteditable="true"]').first(), 'paste', flyer)
  await expect(body.getByTestId('picture-refused')).toContainText('is a PDF, not a picture')
  await expect(page.getByText('See the console')).toHaveCount(0)
})

interface Brought {
  name: string
  mimeType: string
  buffer: Buffer
  /** How many zeros come after it: a large file need not travel to the browser. */
  zeros?: number
}

/** Drops or pastes a file, as a browser does: one event with the file. */
async function bring(
  target: Locator,
  kind: 'drop' | 'paste',
  { name, mimeType, buffer, zeros = 0 }: Brought,
): Promise<void> {
  await target.evaluate(
    (element, { kind, name, mimeType, bytes, zeros }) => {
      const content = Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([content, new Uint8Array(zeros)], name, { type: mimeType }))
      const options = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer })
          : new ClipboardEvent('paste', { ...options, clipboardData: dataTransfer }),
      )
    },
    { kind, name, mimeType, bytes: buffer.toString('base64'), zeros },
  )
}
