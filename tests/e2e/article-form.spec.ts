import { putContentBack } from './content.ts'
import { expect, test } from './fixtures.ts'

putContentBack()

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`writing comes first: at ${width} pixels an article opens with its title and a large text`, async ({
    studio,
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await studio.create('article')
    await expect(studio.field('title').locator('input')).toBeInViewport({ ratio: 1 })
    const text = studio.field('body').getByTestId('pt-editor')
    await expect(text).toBeInViewport({ ratio: 0.4 })
    const { height: textHeight = 0 } = (await text.boundingBox()) ?? {}
    expect(textHeight).toBeGreaterThan(height / 2)
    await expect(studio.field('summary')).toHaveCount(0)
    await page.screenshot({ path: `test-results/article-${width}.png` })
  })
}
