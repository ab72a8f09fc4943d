// @ts-check
// The preview's own script. It runs in staff's browsers alone, at the preview's origin alone: it keeps the page equal to
// the drafts, and shows what staff must know: that these are drafts, of which instant, and what must be mended. There
// is no build step: what stands here is what runs.

/** @typedef {ReturnType<import('./bar.js').createBar>} Bar */

;(() => {
  const script = document.currentScript
  if (!(script instanceof HTMLScriptElement)) return

  /** Identifies what the page shows. */
  let shownHash = script.dataset.hash ?? ''

  // What is bound to a time hides itself by the browser's clock: here that is the time that was asked for.
  if (script.dataset.at) {
    const now = Date.now
    const aheadMs = Date.parse(script.dataset.at) - now()
    Date.now = () => now() + aheadMs
  }

  const waitsMs = [2000, 5000, 10_000, 30_000]

  addEventListener('DOMContentLoaded', async () => {
    const [{ createBar }, { morphChildren }, { createEditing }] = await Promise.all([
      import('./bar.js'),
      import('./morph.js'),
      import('./editing.js'),
    ])
    const bar = createBar(ownPath())
    const page = createPage(bar, next => {
      morphChildren(document.body, next, bar.element)
      editing.onChange()
    })
    const editing = createEditing(bar, { path: ownPath(), update: page.update })
    bar.onOpenField(editing.open)
    keepListening(page, bar)
  })

  /**
   * Keeps the page equal to what the server makes of it.
   * @param {Bar} bar @param {(body: HTMLElement) => void} swap
   */
  function createPage(bar, swap) {
    let isUpdating = false
    let isAskedAgain = false
    let isLetIn = true

    /** Resolves with whether staff may still see drafts. */
    async function update() {
      isAskedAgain = true
      if (isUpdating) return isLetIn
      isUpdating = true
      try {
        while (isAskedAgain) {
          isAskedAgain = false
          await fetchAndSwap()
        }
      } catch {
        bar.showStanding('lost')
      } finally {
        isUpdating = false
      }
      return isLetIn
    }

    async function fetchAndSwap() {
      const response = await fetch(location.href, { headers: { accept: 'text/html' } })
      isLetIn = response.status !== 401
      if (!isLetIn) return bar.showStanding('ended')
      const moved = new URL(response.url)
      if (moved.pathname !== location.pathname) return location.replace(moved)
      const next = new DOMParser().parseFromString(await response.text(), 'text/html')
      const hash = next.querySelector('script[data-hash]')?.getAttribute('data-hash')
      // What has no mark is no page of the site, but says why there is none.
      if (!hash) return bar.showProblem(next.querySelector('h1')?.textContent ?? 'This page cannot be made')
      bar.showProblem(null)
      if (hash === shownHash) return
      // The site's code itself is another one.
      if (stylesOf(next) !== stylesOf(document)) return location.reload()
      shownHash = hash
      document.title = next.title
      swap(next.body)
      // Lets what is bound to a time show or hide itself again.
      dispatchEvent(new Event('pageshow'))
    }

    return { update, hash: () => shownHash }
  }

  /** The page's path, as the server reads it. */
  function ownPath() {
    try {
      return decodeURI(location.pathname)
    } catch {
      return location.pathname
    }
  }

  /** @param {Document} page */
  function stylesOf(page) {
    return [...page.head.querySelectorAll('link[rel=stylesheet]')]
      .map(link => link.getAttribute('href'))
      .join()
  }

  /**
   * Hears of changes for as long as the page is seen: a browser keeps few connections to one host, and a page that
   * comes back learns at once whether it is still what it should be.
   * @param {ReturnType<typeof createPage>} page @param {Bar} bar
   */
  function keepListening(page, bar) {
    /** @type {EventSource | null} */
    let stream = null
    let failures = 0
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer
    let hasEnded = false

    function open() {
      close()
      if (document.hidden || hasEnded) return
      const query = new URLSearchParams({ page: ownPath(), hash: page.hash() })
      const at = new URLSearchParams(location.search).get('at')
      if (at) query.set('at', at)
      stream = new EventSource(`/_preview/stream?${query}`)
      stream.addEventListener('state', ({ data }) => {
        failures = 0
        bar.showState(JSON.parse(data))
      })
      stream.addEventListener('changed', () => void page.update())
      // Somebody left, or signed in again in another window.
      stream.addEventListener('ended', async () => {
        close()
        hasEnded = !(await page.update())
        open()
      })
      stream.addEventListener('error', () => {
        bar.showStanding('lost')
        if (stream?.readyState !== EventSource.CLOSED) return
        // The server refused. Asking for the page shows whether the session is over.
        void page.update()
        timer = setTimeout(open, waitsMs[Math.min(failures, waitsMs.length - 1)])
        failures += 1
      })
    }

    function close() {
      clearTimeout(timer)
      stream?.close()
      stream = null
    }

    document.addEventListener('visibilitychange', open)
    addEventListener('pagehide', close)
    addEventListener('pageshow', event => event.persisted && open())
    open()
  }
})()
