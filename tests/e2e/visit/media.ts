import type { Page } from '@playwright/test'
import { findUnreadable } from './words.ts'

/** What cannot be read or told from its surroundings at this width with colors that readers force. */
export async function findLostByForcedColors(page: Page, width: number): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' })
  const unreadable = await findUnreadable(page, width)
  const edgeless = await page.evaluate(buttonsWithoutEdges)
  await page.emulateMedia({ forcedColors: null })
  return [...unreadable, ...edgeless]
}

/** Forced colors take every background away: a button is then told by its border alone. */
function buttonsWithoutEdges(): string[] {
  return [...document.querySelectorAll('.button, input')]
    .filter(element => element.checkVisibility())
    .filter(element => {
      const { borderTopWidth, borderTopStyle } = getComputedStyle(element)
      return borderTopStyle === 'none' || Number.parseFloat(borderTopWidth) < 1
    })
    .map(element => `“${element.textContent?.trim()}” has no edge`)
}

/** What moves all the same for readers who want no motion. Sent to the browser as it stands. */
export function findMotion(): string[] {
  const scrolling = getComputedStyle(document.documentElement).scrollBehavior
  const moving = [...document.querySelectorAll('*')].filter(element => {
    const { animationName, transitionDuration } = getComputedStyle(element)
    return animationName !== 'none' || transitionDuration.split(',').some(time => Number.parseFloat(time) > 0)
  })
  return [
    ...moving.map(({ tagName, className }) => `<${tagName.toLowerCase()} class="${className}"> moves`),
    ...(scrolling === 'auto' ? [] : [`the page scrolls ${scrolling}`]),
  ]
}
