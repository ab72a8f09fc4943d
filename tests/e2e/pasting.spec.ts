import type { Page } from '@playwright/test'
import { googleDocsClipboard, wordClipboard } from './clipboard.ts'
import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'
import { type System, staffClient } from './system.ts'

putContentBack()

const pastedFromWord = [
  'h2: Before your first infusion',
  'h2: What to bring',
  'normal: Please bring your *medication list*, and _“somebody who drives”_.',
  'bullet 1: Comfortable clothes',
  'bullet 2: with short sleeves',
  'bullet 1: Your insurance card',
  'h3: The day itself',
  'number 1: Check in at the desk',
  'number 1: Rest for an hour',
  'h3: Costs',
  'captionedTable: Visit, Minutes / First, 90',
  'normal: Read [what the NIMH says](https://www.nimh.nih.gov/health).',
  'normal: [Picture to upload here: The way in from the parking lot]',
]

const pastedFromGoogleDocs = [
  'h2: After your visit',
  'normal: You may feel *tired* or _light-headed_.',
  'h3: That evening',
  'bullet 1: Do not drive',
  'bullet 2: not even a short way',
  'bullet 1: Drink water',
  'h3: Steps',
  'number 1: Sleep',
  'number 1: Write down how you feel',
  'normal: More at [the NIMH](https://www.nimh.nih.gov/health/topics/depression).',
  'captionedTable: When, What / Morning, A light meal',
  'normal: [Picture to upload here: A quiet room]',
]

for (const { name, tag, html, expected } of [
  { name: 'Word', tag: [], html: wordClipboard, expected: pastedFromWord },
  { name: 'Google Docs', tag: '@nightly', html: googleDocsClipboard, expected: pastedFromGoogleDocs },
]) {
  test(`text pasted from ${name} arrives as the site’s own headings, lists, links and tables`, {
    tag,
  }, async ({ studio, system }) => {
    const { page } = studio
    await studio.create('article')
    await studio.fill('title', `Pasted from ${name}`)
    await paste(page, html)
    await expect(page.getByText('Not everything came with the paste')).toBeVisible()
    await expect.poll(() => bodyOf(system, `Pasted from ${name}`)).toEqual(expected)
  })
}

test('a few words pasted into a sentence stay in it, and bring no look of their own', {
  tag: '@nightly',
}, async ({ studio, system }) => {
  const { page } = studio
  await studio.create('article')
  await studio.fill('title', 'Words')
  await paste(page, '<p>one</p>')
  await page.keyboard.press('End')
  await page.keyboard.type(' and ')
  await paste(page, '<meta charset="utf-8"><span style="color:red;font-size:40px">two</span>')
  await expect.poll(() => bodyOf(system, 'Words')).toEqual(['normal: one and two'])
})

/** Puts the caret into the text, and pastes as a browser does: one event with the clipboard’s HTML. */
async function paste(page: Page, html: string): Promise<void> {
  const field = page.getByTestId('field-body')
  const activate = field.getByText('Click to activate')
  if (await activate.isVisible()) await activate.click()
  const editor = field.locator('[contenteditable="true"]').first()
  await editor.focus()
  await editor.evaluate((element, data) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', data)
    clipboardData.setData('text/plain', 'the same without its look')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
}

/** The text of the draft with this title, a line for each block. */
async function bodyOf(system: System, title: string): Promise<string[]> {
  const client = await staffClient(system)
  const body: Block[] | null = await client.fetch('*[title == $title][0].body', { title })
  return (body ?? []).map(lineOf)
}

interface Block {
  _type: string
  style?: string
  listItem?: string
  level?: number
  children?: { text: string; marks: string[] }[]
  markDefs?: { _key: string; href: string }[]
  grid?: { rows: { cells: string[] }[] }
}

function lineOf({ _type, style, listItem, level, children, markDefs, grid }: Block): string {
  if (grid) return `${_type}: ${grid.rows.map(({ cells }) => cells.join(', ')).join(' / ')}`
  const text = (children ?? []).map(({ text: words, marks }) => {
    const href = markDefs?.find(({ _key }) => marks.includes(_key))?.href
    if (href) return `[${words}](${href})`
    return marks.includes('strong') ? `*${words}*` : marks.includes('em') ? `_${words}_` : words
  })
  return `${listItem ? `${listItem} ${level}` : style}: ${text.join('')}`
}
