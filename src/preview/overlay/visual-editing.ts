import { enableVisualEditing } from '@sanity/visual-editing/enable-visual-editing'
import type { LivePage } from './live-page.ts'

/** Beneath the bar, and above everything of the page. */
const zIndex = 2147482000

/** What acts by itself when it is clicked. The clinic's own numbers are words to edit: nobody calls from here. */
const acting = ':is(a[href], summary):not([href^="tel:"], [href^="sms:"], clinic-preview a)'

/** The Studio may still be connecting again after the page before, and miss the address of this one: it costs nothing to say it again. */
const announceAfterMs = [0, 1000, 4000]

/** Whether the Studio has asked for another page. */
let isLeaving = false

/** Leads from what is shown on the page to its field in the Studio, by Sanity's own overlays. */
export function startVisualEditing(page: LivePage): void {
  leaveToPage()
  enableVisualEditing({
    zIndex,
    // What staff type comes by the page's own stream.
    refresh: ({ source }) => source === 'manual' && page.update().then(() => {}),
    history: {
      subscribe(navigate) {
        const timers = announceAfterMs.map(ms =>
          setTimeout(() => isLeaving || navigate({ type: 'replace', url: ownUrl() }), ms),
        )
        return () => timers.forEach(clearTimeout)
      },
      update: ({ type, url }) => go(url, type),
    },
    onPerspectiveChange: perspective =>
      page.showPerspective(perspective === 'published' ? 'published' : 'drafts'),
  })
}

/** Links lead on and questions unfold; the label above them opens their field. Else a click would only ever edit. */
function leaveToPage(): void {
  addEventListener(
    'click',
    event => {
      const { target } = event
      if (target instanceof Element && document.body.contains(target) && target.closest(acting))
        event.stopPropagation()
    },
    { capture: true },
  )
}

/** The page's address, without what the Studio added to it. */
function ownUrl(): string {
  const url = new URL(location.href)
  for (const name of [...url.searchParams.keys()])
    if (name.startsWith('sanity-preview-')) url.searchParams.delete(name)
  return url.href
}

function go(address: string, type: string): void {
  const url = new URL(address, location.href)
  if (url.origin !== location.origin || url.href === ownUrl()) return
  isLeaving = true
  if (type === 'replace') location.replace(url)
  else location.assign(url)
}
