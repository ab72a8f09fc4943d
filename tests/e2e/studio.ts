import { expect, type Locator, type Page } from '@playwright/test'

/** The Studio as staff use it: opens forms, fills fields, presses buttons. */
export class Studio {
  readonly page: Page
  readonly origin: string

  constructor(page: Page, origin: string) {
    this.page = page
    this.origin = origin
  }

  async create(type: string): Promise<void> {
    await this.page.goto(`${this.origin}/intent/create/type=${type}`)
    await this.page.getByTestId('document-pane').waitFor()
  }

  async open(type: string, id: string): Promise<void> {
    await this.page.goto(`${this.origin}/intent/edit/id=${id};type=${type}`)
    await this.page.getByTestId('document-pane').waitFor()
  }

  /** The id that the Studio gave the new document that is open, from the address. */
  documentId(): string {
    const id = /([0-9a-f]{8}-[0-9a-f-]{27})/.exec(this.page.url())?.[1]
    if (!id) throw new Error(`No new document is open at ${this.page.url()}`)
    return id
  }

  field(name: string): Locator {
    return this.page.getByTestId(`field-${name}`)
  }

  /** Types into a text field and leaves it, so that dates and the like are taken. */
  async fill(name: string, value: string): Promise<void> {
    const input = this.field(name).locator('input, textarea').first()
    await input.fill(value)
    await input.press('Tab')
  }

  async openGroup(name: string): Promise<void> {
    await this.page.getByTestId(`group-tab-${name}`).click()
  }

  /** Picks the document titled `title` in the form's first reference field that is still empty. */
  async pickReference(title: string): Promise<void> {
    await this.page.getByTestId('reference-input').first().locator('input').first().click()
    await this.page.keyboard.type(title)
    const found = this.page.getByTestId('autocomplete-popover').filter({ hasText: title })
    await found.getByText(title, { exact: true }).first().click()
  }

  async publish(): Promise<void> {
    const button = this.page.getByTestId('action-publish')
    await expect(button).toBeEnabled()
    await expect(button).not.toHaveAttribute('data-disabled', 'true')
    await button.click()
    await expect(this.page.getByTestId('action-publish')).toBeDisabled()
  }

  /** Unpublishing is offered where the published version is shown. */
  async unpublish(): Promise<void> {
    await this.page.getByTestId('document-header-Published-chip').click()
    await this.confirmAction('Unpublish')
  }

  async delete(): Promise<void> {
    await this.confirmAction('Delete')
  }

  /** Chooses an action of the menu beside the publish button, and confirms it in the dialog that follows. */
  async confirmAction(action: 'Unpublish' | 'Delete'): Promise<void> {
    await this.page.getByTestId('action-menu-button').click()
    await this.page.getByTestId(`action-${action}`).click()
    const confirm = this.page.getByRole('dialog').getByRole('button', { name: new RegExp(action, 'i') })
    await confirm.last().click()
  }
}
