import type { Page } from '@playwright/test'
import { type FocusStop, focusable } from '../in-page/inspect-focus.ts'

/** Part of a page, as a selector: its header and footer are those of every other page. */
export type Part = 'body' | 'main'

/** Goes through part of the page with the Tab key: what is wrong with a stop, and with their order. */
export async function findKeyboardFaults(page: Page, part: Part): Promise<string[]> {
  const places = await page.evaluate(reachable, [focusable, part] as const)
  const stops: FocusStop[] = []
  // A page may begin elsewhere: the search page begins in its field.
  await focus(page, places[0])
  for (let pressed = 0; pressed <= places.length; pressed += 1) {
    if (pressed > 0) await page.keyboard.press('Tab')
    const stop = await page.evaluate(selector => window.inspectFocus(selector), focusable)
    // Out of the page, of this part of it, or round.
    if (stop.index === null || !places.includes(stop.index)) break
    if (stops.some(({ index }) => index === stop.index)) break
    stops.push(stop)
  }
  const reached = stops.map(({ index }) => index)
  const isWhole = reached.join() === places.join() && places.length > 0
  return [
    ...describe(stops),
    ...(isWhole ? [] : [`the Tab key stops at ${reached.join()}, but there is ${places.join()}`]),
  ]
}

/** Puts the focus on everything in part of the page that the keyboard reaches: where it is not seen. */
export async function findUnseenFocus(page: Page, part: Part): Promise<string[]> {
  // Once the keyboard has been used, the browser shows the focus also where a script puts it.
  await page.keyboard.press('Tab')
  const places = await page.evaluate(reachable, [focusable, part] as const)
  const stops = await page.evaluate(
    ([selector, places]) => {
      window.lastStop = undefined
      const elements = [...document.querySelectorAll(selector)]
      return places.map(place => {
        const element = elements[place]
        if (element instanceof HTMLElement) element.focus()
        return window.inspectFocus(selector)
      })
    },
    [focusable, places] as const,
  )
  return [...describe(stops), ...(stops.length > 0 ? [] : ['nothing takes the focus'])]
}

function describe(stops: readonly FocusStop[]): string[] {
  return stops.flatMap(({ name, faults, jumpsBack }) => [
    ...faults.map(fault => `${name} ${fault}`),
    ...(jumpsBack ? [`${name} is to the left of the stop before it`] : []),
  ])
}

async function focus(page: Page, place: number | undefined): Promise<void> {
  await page.evaluate(
    ([selector, place]) => {
      window.lastStop = undefined
      const element = [...document.querySelectorAll(selector)][place ?? -1]
      if (element instanceof HTMLElement) element.focus()
    },
    [focusable, place] as const,
  )
}

/** The places among all of what the keyboard should reach in part of the page: what is shown, and not folded away. */
function reachable([selector, part]: readonly [string, string]): number[] {
  return [...document.querySelectorAll(selector)].flatMap((element, index) => {
    const isShown = element.checkVisibility({ visibilityProperty: true }) && !element.hasAttribute('disabled')
    return isShown && element.closest(part) ? [index] : []
  })
}
