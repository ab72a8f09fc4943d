/** Where the keyboard stands. */
export interface FocusStop {
  /** Tells the stop among all those of the page; null when the keyboard is on none. */
  index: number | null
  name: string
  /** What is wrong with it. */
  faults: string[]
  /** Whether it stands to the left of the stop before, in the same row: the eye would jump back. */
  jumpsBack: boolean
}

declare global {
  interface Window {
    /** On the page, not in the window. */
    lastStop: DOMRect | undefined
    inspectFocus: typeof inspectFocus
  }
}

export const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])'

/** Makes `window.inspectFocus`. */
export const installFocus = `window.inspectFocus = ${inspectFocus}`

/**
 * Looks at the element that has the focus: whether it can be seen, whole, with an outline of at least two pixels and
 * three to one against what is on either side of it (WCAG 2.2, 2.4.7, 2.4.11, 1.4.11). Sent to the browser as it
 * stands; needs `installColors`.
 */
function inspectFocus(stops: string): FocusStop {
  const { parse, blend, contrast, paintedAt, describe } = window.colors
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) {
    return { index: null, name: 'the page', faults: [], jumpsBack: false }
  }
  const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ')
  const name = `<${element.tagName.toLowerCase()}> “${words.slice(0, 40)}”`
  const faults: string[] = []
  const rect = element.getClientRects()[0] ?? element.getBoundingClientRect()
  const style = getComputedStyle(element)
  const width = Number.parseFloat(style.outlineWidth)
  const offset = Number.parseFloat(style.outlineOffset)

  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    faults.push('is not shown')
  if (rect.width < 2 || rect.height < 2) faults.push('takes no place')
  const isInside =
    rect.left >= -1 && rect.right <= innerWidth + 1 && rect.top >= -1 && rect.bottom <= innerHeight + 1
  if (!isInside)
    faults.push(`is outside of the window (${Math.round(rect.top)} to ${Math.round(rect.bottom)})`)
  if (isInside) faults.push(...inspectCover())
  if (style.outlineStyle === 'none' || width < 2) faults.push(`has no outline (${style.outline})`)
  else if (isInside) faults.push(...inspectOutline())

  const last = window.lastStop
  const place = new DOMRect(rect.left + scrollX, rect.top + scrollY, rect.width, rect.height)
  const isSameRow =
    last && place.top < last.top + last.height / 2 && place.bottom > last.bottom - last.height / 2
  const jumpsBack = Boolean(isSameRow && place.right <= last.left)
  window.lastStop = place
  return { index: [...document.querySelectorAll(stops)].indexOf(element), name, faults, jumpsBack }

  function inspectCover(): string[] {
    const middle = rect.left + rect.width / 2
    const points = [rect.top + 2, rect.top + rect.height / 2, rect.bottom - 2]
    return points.flatMap(y => {
      const [top] = document.elementsFromPoint(middle, y)
      if (!top || top.contains(element) || element?.contains(top)) return []
      const isStuck = (each: Element | null): boolean =>
        each !== null && (/fixed|sticky/.test(getComputedStyle(each).position) || isStuck(each.parentElement))
      return isStuck(top) ? [`is under <${top.tagName.toLowerCase()} class="${top.className}">`] : []
    })
  }

  /** Just outside of the outline, and just inside: in the gap, or on the element itself. */
  function inspectOutline(): string[] {
    const color = parse(style.outlineColor)
    const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2]
    const outside = offset + width + 0.5
    const inside = offset > 1 ? offset / 2 : offset - 1
    const points = [outside, inside].flatMap(away => [
      [x, rect.top - away],
      [x, rect.bottom + away],
      [rect.left - away, y],
      [rect.right + away, y],
    ])
    const found = points.flatMap(([left = 0, top = 0]) => {
      if (left < 0 || top < 0 || left >= innerWidth || top >= innerHeight) return []
      const behind = paintedAt(left, top)
      if (!behind) return []
      const ratio = contrast(blend(color, behind), behind)
      return ratio < 3
        ? [`has an outline of ${ratio.toFixed(2)}:1, ${describe(color)} on ${describe(behind)}`]
        : []
    })
    return [...new Set(found)]
  }
}
