import { expect, type FrameLocator, type Locator, type Page, type Response } from '@playwright/test'

/** The Studio as staff use it: opens forms, fills fields, presses buttons. */
export class Studio {
  readonly page: Page
  readonly origin: string

  constructor(page: Page, origin: string) {
    this.page = page
    this.origin = origin
  }

  /** Goes to an address as a link does: the Studio stays loaded. A window that shows something else loads it. */
  async visit(path: string): Promise<void> {
    const isLoaded = new URL(this.page.url()).origin === this.origin
    if (isLoaded && (await this.page.getByTestId('studio-navbar').isVisible())) {
      await this.page.evaluate(address => {
        history.pushState(null, '', address)
        dispatchEvent(new PopStateEvent('popstate'))
      }, path)
    } else {
      await this.page.goto(`${this.origin}${path}`)
      await this.page.getByTestId('studio-navbar').waitFor()
    }
  }

  /** `template` names what the new document begins with, where its type offers more than one beginning. */
  async create(type: string, template?: string): Promise<void> {
    const params = template ? `type=${type};template=${template}` : `type=${type}`
    await this.#openForm(`/intent/create/${params}`)
  }

  async open(type: string, id: string): Promise<void> {
    await this.#openForm(`/intent/edit/id=${id};type=${type}`)
  }

  /** Leaves any form that is open first: its pane must not be taken for that of the new one. */
  async #openForm(path: string): Promise<void> {
    const pane = this.page.getByTestId('document-pane')
    if (await pane.first().isVisible()) {
      await this.visit('/start')
      await expect(pane).toHaveCount(0)
    }
    await this.visit(path)
    await pane.waitFor()
  }

  field(name: string): Locator {
    return this.page.getByTestId(`field-${name}`)
  }

  /** What a box of a form shows of a patients' page, as wide as the form. */
  shownToPatients(box: string): FrameLocator {
    return this.page.getByTestId(box).frameLocator('iframe').first()
  }

  /** The sentence of the announcement that is open, as the bar will show it. */
  sentence(): Locator {
    return this.shownToPatients('announcement-preview').locator('#announcement strong')
  }

  /** Types into a text field, whichever tab of the form has it, and leaves it, so that dates and the like are taken. */
  async fill(name: string, value: string): Promise<void> {
    await this.show(name)
    const input = this.field(name).locator('input, textarea').first()
    await input.fill(value)
    await input.press('Tab')
  }

  /** Opens all fields where the tab that is open does not have this one; a narrow form has a menu of tabs. */
  async show(name: string): Promise<void> {
    const field = this.field(name)
    // The tabs are there a moment before the fields are.
    await expect(field.or(this.page.getByTestId(/^field-actions-menu-/)).first()).toBeVisible()
    if (await field.isVisible()) return
    const menu = this.page.getByTestId('field-group-select')
    if (await menu.isVisible()) await menu.selectOption('all-fields')
    else await this.page.getByTestId('group-tab-all-fields').click()
  }

  async openGroup(name: string): Promise<void> {
    await this.page.getByTestId(`group-tab-${name}`).click()
  }

  /** Inserts a block where the cursor is in `text`, by keyboard: the toolbar keeps in a menu what it has no room for. */
  async insertBlock(text: Locator, title: string): Promise<void> {
    const name = `Insert: ${title}`
    const button = text.getByRole('button', { name })
    const menu = text.getByTestId('insert-menu-button')
    await expect(async () => {
      if (await button.isVisible()) {
        await expect(button).toBeEnabled({ timeout: 2000 })
        // Not given up early: a press that a busy browser answers late has been made, and would be made twice.
        return await button.press('Enter', { timeout: 20_000 })
      }
      await expect(menu).toBeEnabled({ timeout: 2000 })
      await menu.press('Enter', { timeout: 2000 })
      await this.page.getByRole('menuitem', { name }).press('Enter', { timeout: 20_000 })
    }).toPass({ timeout: 120_000 })
  }

  /** Picks the document titled `title` in a reference field, which carries no mark but that of its menu. */
  async pickReference(name: string, title: string): Promise<void> {
    const input = `//*[@data-testid="field-actions-menu-${name}"]/following::*[@data-testid="reference-input"][1]//input`
    await this.page.locator(input).first().click()
    await this.page.keyboard.type(title)
    const found = this.page.getByTestId('autocomplete-popover').filter({ hasText: title })
    await found.getByText(title, { exact: true }).first().click()
  }

  /** The sign on “Publish” that something is missing or wrong: a press then leads there, and publishes nothing. */
  publishNeeds(): Locator {
    return this.page.getByTestId('action-publish').locator('[data-sanity-icon="warning-outline"]')
  }

  /** Presses “Publish” until the Content Lake has it: the Studio refuses while it still saves or checks the form. */
  async publish(): Promise<void> {
    const button = this.page.getByTestId('action-publish')
    await expect(this.page.getByTestId('pane-footer')).not.toContainText('Last published')
    // The Studio itself says so three seconds later, in which it says that all is saved.
    let isPublished = false
    const isPublication = (response: Response) =>
      response.url().includes('tag=sanity.studio.document.publish') && response.ok()
    const note = (response: Response) => {
      if (isPublication(response)) isPublished = true
    }
    this.page.on('response', note)
    await expect(async () => {
      if (isPublished) return
      const isReady = (await button.isEnabled()) && !(await this.publishNeeds().isVisible())
      const answered = this.page.waitForResponse(isPublication, { timeout: isReady ? 3000 : 300 })
      await Promise.all([answered, isReady && button.click({ timeout: 2000 })])
    }).toPass({ timeout: 90_000, intervals: [100] })
    this.page.off('response', note)
    // The form learns of it a moment later.
    await expect(button).toBeDisabled()
    await expect(this.page.getByTestId('live-state').filter({ hasText: 'newer changes' })).toHaveCount(0)
  }

  /** Chooses “Unpublish” in the menu beside “Publish”, and gives the dialog that asks. */
  async startUnpublishing(): Promise<Locator> {
    await this.page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
    await this.page.getByTestId('action-Unpublish').click()
    return this.page.getByRole('dialog')
  }

  /** Unpublishes what has no address of its own, about which nothing is asked. */
  async unpublish(): Promise<void> {
    const dialog = await this.startUnpublishing()
    await this.confirm(dialog, 'Unpublish now')
  }

  /** By keyboard, since what an earlier change reports may lie over the button. */
  async confirm(dialog: Locator, name: string): Promise<void> {
    const button = dialog.getByRole('button', { name })
    await expect(button).toBeEnabled()
    await button.press('Enter')
  }

  async delete(): Promise<void> {
    await this.page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
    await this.page.getByTestId('action-Delete').click()
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /delete/i })
      .last()
      .click()
  }
}
