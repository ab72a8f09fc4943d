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
  const { mouse } = shown.page()
  await expect(async () => {
    const { x, y } = await getMiddle(frame, shown)
    await mouse.move(x - 1, y)
    await mouse.move(x, y)
    await expect(overlayOf(frame)).toBeVisible({ timeout: 500 })
  }).toPass()
  await mouse.down()
  await mouse.up()
}

/**
 * Where on the screen it is that is shown, asked of the pages: what Playwright does before an action of its own waits for frames
 * to be drawn, and in a frame of another site, without a screen, they may never be.
 */
async function getMiddle(frame: FrameLocator, shown: Locator): Promise<{ x: number; y: number }> {
  const outer = await frame.owner().evaluate(element => {
    const { left, top } = element.getBoundingClientRect()
    return { left, top }
  })
  const inner = await shown.evaluate(element => {
    element.scrollIntoView({ block: 'center' })
    const { left, top, width, height } = element.getBoundingClientRect()
    return { left: left + width / 2, top: top + height / 2 }
  })
  return { x: outer.left + inner.left, y: outer.top + inner.top }
}

/** What Sanity draws around what the pointer is on. */
export function overlayOf(frame: FrameLocator): Locator {
  return frame.locator('sanity-visual-editing [data-hovered]')
}
