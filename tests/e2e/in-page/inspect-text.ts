/** What keeps words from being read, each named by the words; empty when all is well. */
export interface TextFaults {
  /** Below 4.5 to 1, or 3 to 1 for large letters (WCAG 2.2, 1.4.3). */
  faint: string[]
  /** Cut off by a box that hides what overflows it, or out of the window (1.4.4, 1.4.10, 1.4.12). */
  cut: string[]
  /** Under something else. */
  covered: string[]
  /** How many pieces of text were looked at: none would prove nothing. */
  seen: number
}

/**
 * Looks at every piece of text of the page that the window shows: make the window as tall as the page. Sent to the
 * browser as it stands; needs `installColors`.
 */
export function inspectText(): TextFaults {
  const { parse, blend, contrast, paintedAt, describe } = window.colors
  const faults: TextFaults = { faint: [], cut: [], covered: [], seen: 0 }

  function ancestors(element: Element | null): Element[] {
    return element ? [element, ...ancestors(element.parentElement)] : []
  }

  /** There for those who listen alone. */
  function isUnseen(element: Element): boolean {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true
    return ancestors(element).some(each => getComputedStyle(each).clipPath === 'inset(50%)')
  }

  function name(text: string, element: Element): string {
    return `“${text.trim().replace(/\s+/g, ' ').slice(0, 40)}” in <${element.tagName.toLowerCase()}>`
  }

  function inspectContrast(
    words: string,
    element: Element,
    x: number,
    y: number,
    style: CSSStyleDeclaration,
  ) {
    const behind = paintedAt(x, y, element)
    if (!behind) {
      faults.faint.push(`${words} stands on a picture or a gradient: its contrast cannot be told`)
      return
    }
    const [red, green, blue, alpha] = parse(style.color)
    const opacity = ancestors(element).reduce((all, each) => all * Number(getComputedStyle(each).opacity), 1)
    const color = blend([red, green, blue, alpha * opacity], behind)
    const size = Number.parseFloat(style.fontSize)
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    const ratio = contrast(color, behind)
    if (ratio < (isLarge ? 3 : 4.5)) {
      faults.faint.push(`${words} ${ratio.toFixed(2)}:1, ${describe(color)} on ${describe(behind)}`)
    }
  }

  /** Boxes that hide what overflows them cut words off; those that scroll do not. */
  function isCut(rect: DOMRect, element: Element): boolean {
    let scrolls = false
    for (const each of ancestors(element)) {
      const { overflowX, overflowY, position } = getComputedStyle(each)
      const box = each.getBoundingClientRect()
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
      scrolls ||= overflowX === 'auto' || overflowX === 'scroll'
      if (hides(overflowX) && !scrolls && (rect.left < box.left - 1 || rect.right > box.right + 1))
        return true
      if (hides(overflowY) && (rect.top < box.top - 1 || rect.bottom > box.bottom + 1)) return true
      if (position === 'fixed') break
    }
    return !scrolls && (rect.left < -1 || rect.right > document.documentElement.clientWidth + 1)
  }

  function isCovered(x: number, y: number, element: Element): boolean {
    const stack = document.elementsFromPoint(x, y)
    const at = stack.findIndex(each => each === element || element.contains(each) || each.contains(element))
    return stack.slice(0, Math.max(0, at)).some(each => {
      const style = getComputedStyle(each)
      return parse(style.backgroundColor)[3] > 0 || style.backgroundImage !== 'none' || each.tagName === 'IMG'
    })
  }

  function inspectNode(node: Node): void {
    const element = node.parentElement
    const text = node.textContent ?? ''
    if (!element || !text.trim() || /^(script|style|noscript|title)$/i.test(element.tagName)) return
    // Letters of a drawing that says nothing new.
    if (isUnseen(element) || element.closest('svg[aria-hidden="true"]')) return
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
    const words = name(text, element)
    if (rects.length === 0) faults.cut.push(`${words} takes no place`)
    faults.seen += 1
    for (const [index, rect] of rects.entries()) {
      const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2]
      if (isCut(rect, element)) faults.cut.push(words)
      else if (isCovered(x, y, element)) faults.covered.push(words)
      else if (index === 0) inspectContrast(words, element, x, y, getComputedStyle(element))
    }
  }

  /** Words that come from the style sheet, and those that a field shows while it is empty. */
  function inspectOwnWords(element: Element): void {
    for (const part of ['::before', '::after', '::placeholder'] as const) {
      if (part === '::placeholder' && !element.matches('input[placeholder], textarea[placeholder]')) continue
      const style = getComputedStyle(element, part)
      const [, quoted = ''] = /^"((?:[^"\\]|\\.)*)"/.exec(style.content) ?? []
      if (part !== '::placeholder' && (!quoted.trim() || style.display === 'none')) continue
      if (isUnseen(element)) continue
      const { left, top, width, height } = element.getBoundingClientRect()
      const words = `${name(quoted, element)}${part}`
      inspectContrast(words, element, left + width / 2, top + height / 2, style)
    }
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) inspectNode(node)
  for (const element of document.body.querySelectorAll('*')) inspectOwnWords(element)
  return faults
}
