import { Idiomorph } from 'idiomorph'
import type { Bar } from './bar.ts'
import { markUnpublished } from './unpublished.ts'

export type Perspective = 'drafts' | 'published'

export type LivePage = {
  /** Makes the page what the server makes of it now. Resolves with whether staff may still see drafts. */
  update(): Promise<boolean>
  showPerspective(perspective: Perspective): void
}

/** Waits before a refused connection is tried again, in milliseconds; the last one repeats. */
const waitsMs = [2000, 5000, 10_000, 30_000]

/** The Studio's name for the parameter. */
const perspectiveParam = 'sanity-preview-perspective'

/** Keeps the page equal to what the server makes of it, in place: its reader keeps place, focus and what is unfolded. */
export function keepUpToDate(bar: Bar, renderedHash: string): LivePage {
  /** Identifies what the page shows. */
  let shownHash = renderedHash
  // The tool opens a window of its own at such an address.
  const asked = new URLSearchParams(location.search).get(perspectiveParam)
  let perspective: Perspective = asked === 'published' ? asked : 'drafts'
  bar.showPerspective(perspective)
  let isUpdating = false
  let isAskedAgain = false
  let isLetIn = true

  async function update(): Promise<boolean> {
    isAskedAgain = true
    if (isUpdating) return isLetIn
    isUpdating = true
    try {
      while (isAskedAgain) {
        isAskedAgain = false
        await fetchAndMorph()
      }
    } catch {
      bar.showConnection('lost')
    } finally {
      isUpdating = false
    }
    return isLetIn
  }

  async function fetchAndMorph(): Promise<void> {
    const url = new URL(location.href)
    url.searchParams.set(perspectiveParam, perspective)
    const response = await fetch(url, { headers: { accept: 'text/html' } })
    isLetIn = response.status !== 401
    if (!isLetIn) return bar.showConnection('ended')
    const moved = new URL(response.url)
    if (moved.pathname !== location.pathname) return location.replace(moved)
    const next = new DOMParser().parseFromString(await response.text(), 'text/html')
    const hash = next.querySelector('script[data-hash]')?.getAttribute('data-hash')
    // What has no mark is no page of the site, but says why there is none.
    if (!hash) return bar.showProblem(next.querySelector('h1')?.textContent ?? 'This page cannot be made')
    bar.showProblem(null)
    if (hash === shownHash) return
    // The site's code itself is another one.
    if (siteStyles(next) !== siteStyles(document)) return location.reload()
    shownHash = hash
    document.title = next.title
    morphBody(next.body, bar.element)
    // Lets what is bound to a time show or hide itself again.
    dispatchEvent(new Event('pageshow'))
  }

  const stream = openStream({
    query: () => ({ hash: shownHash, [perspectiveParam]: perspective }),
    bar,
    update,
  })
  return {
    update,
    showPerspective(wanted) {
      if (wanted === perspective) return
      perspective = wanted
      bar.showPerspective(wanted)
      // The server sees by the hash that the page is another one.
      stream.reopen()
    },
  }
}

function morphBody(next: HTMLElement, own: Element): void {
  Idiomorph.morph(document.body, next, {
    callbacks: {
      beforeNodeRemoved: node => node !== own,
      // What its reader has unfolded stays so.
      beforeAttributeUpdated: (name, _, kind) => !(name === 'open' && kind === 'remove'),
    },
  })
}

function siteStyles(page: Document): string {
  return [...page.head.querySelectorAll('link[rel=stylesheet][href^="/_astro/"]')]
    .map(link => link.getAttribute('href'))
    .join()
}

/** The page's path, as the server reads it. */
export function ownPath(): string {
  try {
    return decodeURI(location.pathname)
  } catch {
    return location.pathname
  }
}

/**
 * Hears of changes for as long as the page is seen: a browser keeps few connections to one host, and a page that comes
 * back learns at once whether it is still what it should be.
 */
function openStream(options: { query(): Record<string, string>; bar: Bar; update(): Promise<boolean> }): {
  reopen(): void
} {
  const { bar, update } = options
  let stream: EventSource | null = null
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let hasEnded = false

  function open(): void {
    close()
    if (document.hidden || hasEnded) return
    const query = new URLSearchParams({ page: ownPath(), ...options.query() })
    const at = new URLSearchParams(location.search).get('at')
    if (at) query.set('at', at)
    stream = new EventSource(`/_preview/stream?${query}`)
    stream.addEventListener('state', ({ data }) => {
      failures = 0
      const state = JSON.parse(data)
      bar.showState(state)
      markUnpublished(state.unpublished)
    })
    stream.addEventListener('changed', () => void update())
    // Somebody left, or signed in again in another window.
    stream.addEventListener('ended', async () => {
      close()
      hasEnded = !(await update())
      open()
    })
    stream.addEventListener('error', onError)
  }

  function onError(): void {
    bar.showConnection('lost')
    if (stream?.readyState !== EventSource.CLOSED) return
    // The server refused. Asking for the page shows whether the session is over.
    void update()
    timer = setTimeout(open, waitsMs[Math.min(failures, waitsMs.length - 1)])
    failures += 1
  }

  function close(): void {
    clearTimeout(timer)
    stream?.close()
    stream = null
  }

  document.addEventListener('visibilitychange', open)
  addEventListener('pagehide', close)
  addEventListener('pageshow', event => event instanceof PageTransitionEvent && event.persisted && open())
  open()
  return { reopen: open }
}
