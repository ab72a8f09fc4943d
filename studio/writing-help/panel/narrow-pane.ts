import { useEffect, useState } from 'react'

/** The least width of a document's pane that holds a form and the panel beside it, in CSS pixels. */
const leastForBoth = 700

/** What marks the pane of a document, whichever tool shows it. */
const paneSelector = '[data-testid="document-pane"]'

/** Whether a form has no room for the panel beside it: beside the preview, on a phone, among many panes. */
export function isAnyPaneNarrow(page: Document): boolean {
  return [...page.querySelectorAll(paneSelector)].some(isNarrow)
}

/** Whether the pane around `element` has no room for both, followed as it is resized. */
export function useIsPaneNarrow(element: Element | null): boolean {
  const [narrow, setNarrow] = useState(false)
  useEffect(() => {
    const pane = element?.closest(paneSelector)
    if (!pane) return
    const observer = new ResizeObserver(() => setNarrow(isNarrow(pane)))
    observer.observe(pane)
    observer.observe(document.documentElement)
    return () => observer.disconnect()
  }, [element])
  return narrow
}

/** By what is in the window: a pane with a panel is never narrower than both want, and lies outside it in part. */
function isNarrow(pane: Element): boolean {
  const { left, right } = pane.getBoundingClientRect()
  return Math.min(right, window.innerWidth) - left < leastForBoth
}
