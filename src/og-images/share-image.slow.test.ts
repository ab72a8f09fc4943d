import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { ownColors } from '#domain/look/choices.ts'
import type { ShareCard, ShareLook } from './share-cards.ts'
import { createShareImages, type FontFile } from './share-image.ts'

const { resolve } = createRequire(import.meta.url)

async function font(weight: 400 | 700): Promise<FontFile> {
  const family = '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next'
  return { weight, data: await readFile(resolve(`${family}-latin-${weight}-normal.woff`)) }
}

const drawCard = createShareImages(async () => [await font(400), await font(700)])
const draw = (card: ShareCard) => drawCard({ card, logo: null })
const look: ShareLook = { font: 'clear', drawing: 'sunrise', tones: ownColors.picture, logo: null }
const card = { title: 'Sleep well', clinicName: 'Quiet Water Clinic', line: 'Written by Ada Example', look }

test.each([
  ['the title', 'title'],
  ['the name of the clinic', 'clinicName'],
  ['the line below', 'line'],
])('however long %s is, no more of it is drawn than can be read', async (_, field) => {
  const [long, endless] = await Promise.all(
    [5000, 100_000].map(length => draw({ ...card, [field]: 'a'.repeat(length) })),
  )
  expect(long?.equals(endless ?? Buffer.of())).toBe(true)
})

test.each([
  ['a letter with accents that the font lacks', 'Nguyễn', 'Nguyen'],
  ['a sign that the font lacks', 'More ≠ better', 'More better'],
])('%s is drawn without them, or not at all', async (_, title, drawn) => {
  const [one, other] = await Promise.all([draw({ ...card, title }), draw({ ...card, title: drawn })])
  expect(one?.equals(other ?? Buffer.of())).toBe(true)
})

test('words of a usual length are drawn to the last letter', async () => {
  const title = 'word '.repeat(40)
  const [whole, other] = await Promise.all([
    draw({ ...card, title: `${title}a` }),
    draw({ ...card, title: `${title}b` }),
  ])
  expect(whole?.equals(other ?? Buffer.of())).toBe(false)
})
