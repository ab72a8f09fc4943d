import type { Locator } from '@playwright/test'

/** A hand that counts what it does: presses and what is typed. Keys that lead on, such as Tab, are not counted. */
export class Hand {
  count = 0

  async click(target: Locator): Promise<void> {
    this.count++
    await target.click()
  }

  /** Types into a field, after a press if the cursor is elsewhere, and leaves the field. */
  async fill(target: Locator, words: string): Promise<void> {
    const isThere = await target.evaluate(element => element === document.activeElement)
    this.count += isThere ? 1 : 2
    await target.fill(words)
    await target.press('Tab')
  }

  /** Types at the end of the line that is pressed. */
  async append(target: Locator, words: string): Promise<void> {
    await this.click(target)
    this.count++
    await target.page().keyboard.press('End')
    await target.page().keyboard.type(words)
  }
}
