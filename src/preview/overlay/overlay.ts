import { createBar } from './bar.ts'
import { keepUpToDate, type LivePage } from './live-page.ts'

/*
 * What runs on pages of the preview, in staff's browsers alone: it keeps the page equal to the drafts, leads from the page
 * to the form, and shows what staff must know: that these are drafts, as of when, and what must be mended.
 * A plain script (build-overlay.ts): no module would set the clock before the page's own script runs.
 */

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  const { hash = '', at } = script.dataset
  if (at) setClock(Date.parse(at))
  addEventListener('DOMContentLoaded', () => {
    const bar = createBar()
    const page = keepUpToDate(bar, hash)
    whenEditing(() => void loadVisualEditing(page))
  })
}

/** In the Studio's frame at once, elsewhere with the first move of a mouse: on a phone a page is there to be touched. */
function whenEditing(start: () => void): void {
  const isStudios = window.parent !== window || window.opener !== null
  if (isStudios) start()
  else {
    addEventListener('pointermove', function onMove({ pointerType }) {
      if (pointerType !== 'mouse') return
      removeEventListener('pointermove', onMove)
      start()
    })
  }
}

/** By its address: a script that is no module can share nothing with it. */
async function loadVisualEditing(page: LivePage): Promise<void> {
  const address = `/_preview/assets/visual-editing.js?${__CODE_VERSION__}`
  const { startVisualEditing }: typeof import('./visual-editing.ts') = await import(
    /* @vite-ignore */ address
  )
  startVisualEditing(page)
}

/** What is bound to a time hides itself by the browser's clock: here that is the time that was asked for. */
function setClock(atMs: number): void {
  const now = Date.now
  const aheadMs = atMs - now()
  Date.now = () => now() + aheadMs
}
