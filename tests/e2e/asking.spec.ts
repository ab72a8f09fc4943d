import { seed } from '../fixtures/seed-roles.ts'
import { putContentBack } from './content.ts'
import { expect, signIn, test } from './fixtures.ts'

/** Its form is the smallest that patients' pages have. */
const notice = seed.notice.id

putContentBack()

test('who writes drafts asks for publication; who publishes sends back, then publishes', {
  tag: '@nightly',
}, async ({ studio: editor, system, browser, client }) => {
  await using context = await browser.newContext({ timezoneId: 'America/New_York' })
  const page = await context.newPage()
  const writer = await signIn(page, system, 'contributor')
  const footer = page.getByTestId('pane-footer')
  const ask = async (note: string) => {
    await footer.getByRole('button', { name: 'Ask for publication' }).click()
    await page.getByTestId('note-form').getByLabel('Note').fill(note)
    await page.getByTestId('note-form').getByRole('button', { name: 'Ask', exact: true }).click()
    await expect(footer.getByRole('button', { name: 'Asked for publication' })).toBeVisible()
  }
  await writer.open('page', notice)
  await expect(footer.getByRole('button', { name: 'Ask for publication' })).toBeDisabled()
  await writer.fill('title', 'What we keep about you')
  await ask('Clearer title. Live by Friday?')

  await editor.visit('/structure/requests')
  const waiting = editor.page.getByTestId(`desk-document-${notice}`)
  await expect(waiting).toContainText('Carol Nguyen asks: Clearer title. Live by Friday?')
  await waiting.click()
  await expect(editor.page.getByTestId('request-notice')).toContainText('Carol Nguyen asks for publication')
  await expect(editor.page.getByTestId('pane-footer')).toContainText('Asked to publish')
  await editor.page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
  await editor.page.getByRole('menuitem', { name: 'Send back' }).click()
  await editor.page
    .getByTestId('note-form')
    .getByLabel('What should be changed?')
    .fill('Say what it is first.')
  await editor.page.getByTestId('note-form').getByRole('button', { name: 'Send back' }).click()

  await expect(page.getByTestId('request-notice')).toContainText(`${seed.groupLeader.name} sent it back`)
  await expect(page.getByTestId('request-notice')).toContainText('Say what it is first.')
  await writer.fill('title', 'What we keep about you, and why')
  await ask('Done.')
  await expect(editor.page.getByTestId('request-notice')).toContainText('Done.')
  await editor.publish()
  await expect(editor.page.getByTestId('request-notice')).toHaveCount(0)
  await expect(page.getByTestId('request-notice')).toHaveCount(0)
  await expect(waiting).toHaveCount(0)
  const published = JSON.stringify(await client.getDocument(notice))
  expect(published).toContain('What we keep about you, and why')
  expect(published).not.toContain('Done.')
})
