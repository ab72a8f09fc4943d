import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'

/** The page in the frame of the preview, once it is connected. */
export async function framedPage(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe[src]')
  await expect(frame.locator('clinic-preview').getByRole('status')).toHaveText('Up to date')
  await expect(page.getByRole('checkbox', { name: 'Edit' })).toBeChecked()
  return frame
}

/** Clicks on what is shown, once Sanity's overlay is over it. */
export async function clickToEdit(frame: FrameLocator, shown: Locator): Promise<void> {
  await shown.scrollIntoViewIfNeeded()
  await expect(async () => {
    await shown.hover()
    await expect(overlayOf(frame)).toBeVisible({ timeout: 500 })
  }).toPass()
  // Where the pointer is: a frame of another site would wait for itself to be clicked.
  await shown.page().mouse.down()
  await shown.page().mouse.up()
}

/** What Sanity draws around what the pointer is on. */
export function overlayOf(frame: FrameLocator): Locator {
  return frame.locator('sanity-visual-editing [data-hovered]')
}
