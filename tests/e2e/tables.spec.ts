import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack, shortenTexts } from './content.ts'
import { expect, test } from './fixtures.ts'

const { id, path, opening } = seed.newestArticle

putContentBack()
shortenTexts(id)

test('a table is filled in by keyboard alone, and patients read it', { tag: '@nightly' }, async ({
  studio,
  system,
}) => {
  const { page } = studio
  await studio.open('article', id)
  const text = studio.field('body')
  await text.getByText(opening).click()
  await studio.insertBlock(text, 'Table')
  const caption = page.getByLabel(/What the table shows/)
  await caption.focus()
  const { keyboard } = page
  await keyboard.insertText('What to bring when')
  const grid = page.getByTestId('table-grid')
  const first = grid.getByLabel('Heading of column 1')
  // Past the switch for the headings of rows, which stays on.
  await expect(async () => {
    await keyboard.press('Tab')
    await expect(first).toBeFocused({ timeout: 500 })
  }).toPass({ intervals: [0] })
  const words = [
    'Visit',
    'Bring',
    'How long',
    'First',
    'A list',
    '90 minutes',
    'Second',
    'A friend',
    'An hour',
  ]
  for (const [index, word] of words.entries()) {
    if (index > 0) await keyboard.press('Tab')
    await keyboard.insertText(word)
  }
  await expect(grid.getByLabel('Row 3, column 3')).toHaveValue('An hour')
  await keyboard.press('Shift+Tab')
  await expect(grid.getByLabel('Row 3, column 2')).toBeFocused()
  await keyboard.press('ArrowUp')
  await expect(grid.getByLabel('Row 2, column 2')).toBeFocused()

  // A row more, begun with Enter and taken away again.
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await expect(grid.getByLabel('Row 4, column 2')).toBeFocused()
  await keyboard.press('Tab')
  for (const name of ['Add a row', 'Add a column', 'Remove row 4']) {
    await keyboard.press('Tab')
    await expect(grid.getByRole('button', { name })).toBeFocused()
  }
  await keyboard.press('Enter')
  await expect(grid.getByLabel('Row 4, column 1')).toHaveCount(0)
  await keyboard.press('Escape')

  await studio.publish()
  const rows = async () => {
    const html = await (await fetch(`${system.siteUrl}${path}`)).text()
    const [, table = ''] = /<table[^>]*>([\s\S]*?)<\/table>/.exec(html) ?? []
    return [...table.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.trim())
  }
  await expect.poll(rows).toEqual(words)
})
