// @ts-check
// The preview's own script. It runs in staff's browsers alone, at the preview's door alone: it keeps the page equal to
// the drafts, and shows what staff must know: that these are drafts, of which instant, and what must be mended. There
// is no build step: what stands here is what runs.

/** @typedef {{ title: string, type: string, field: string, reason: string, studioUrl: string, heldBack: boolean }} Fault */
/** @typedef {{ isFollowing: boolean, at: string | null, faults: Fault[], moreFaults: number }} State */
/** @typedef {'live' | 'looking' | 'lost' | 'ended'} Standing */

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

  addEventListener('DOMContentLoaded', () => {
    const bar = createBar()
    const page = createPage(bar)
    keepListening(page, bar)
  })

  /** Keeps the page equal to what the server makes of it. @param {Bar} bar */
  function createPage(bar) {
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
      morphChildren(document.body, next.body, bar.element)
      // Lets what is bound to a time show or hide itself again.
      dispatchEvent(new Event('pageshow'))
    }

    return { update, hash: () => shownHash }
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
      const query = new URLSearchParams({ page: decodeURI(location.pathname), hash: page.hash() })
      const at = new URLSearchParams(location.search).get('at')
      if (at) query.set('at', at)
      stream = new EventSource(`/_preview/stream?${query}`)
      stream.addEventListener('state', ({ data }) => {
        failures = 0
        bar.showState(JSON.parse(data))
      })
      stream.addEventListener('changed', () => void page.update())
      // Somebody left, or came in anew in another window.
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

  /**
   * Makes the children of one element those of another and keeps every node that can stay, and with it focus,
   * selection and what is unfolded. `own` is no part of the page.
   * @param {Element} element @param {Element} next @param {Element} [own]
   */
  function morphChildren(element, next, own) {
    const before = [...element.childNodes].filter(node => node !== own)
    const after = [...next.childNodes]
    while (before[0] && after[0] && before[0].isEqualNode(after[0])) {
      before.shift()
      after.shift()
    }
    const behind = () => [before.at(-1), after.at(-1)]
    /** @type {ChildNode | null} */
    let end = own ?? null
    for (
      let [last, nextLast] = behind();
      last && nextLast && last.isEqualNode(nextLast);
      [last, nextLast] = behind()
    ) {
      end = last
      before.pop()
      after.pop()
    }
    for (const [index, node] of after.entries()) {
      const old = before[index]
      if (!old) element.insertBefore(document.importNode(node, true), end)
      else if (!morph(old, node)) element.replaceChild(document.importNode(node, true), old)
    }
    for (const node of before.slice(after.length)) node.remove()
  }

  /** Makes one node another; false if they are too different for that. @param {Node} node @param {Node} next */
  function morph(node, next) {
    if (node.nodeName !== next.nodeName) return false
    if (!(node instanceof Element) || !(next instanceof Element)) {
      if (node.nodeValue !== next.nodeValue) node.nodeValue = next.nodeValue
      return true
    }
    if (node.nodeName === 'SCRIPT') return true
    for (const name of node.getAttributeNames()) {
      if (!next.hasAttribute(name) && !isOfReader(node, name)) node.removeAttribute(name)
    }
    for (const name of next.getAttributeNames()) {
      const value = next.getAttribute(name) ?? ''
      if (node.getAttribute(name) !== value) node.setAttribute(name, value)
    }
    morphChildren(node, next)
    return true
  }

  /** Whether an attribute is the reader's doing: what is unfolded stays so. @param {Element} element @param {string} name */
  function isOfReader(element, name) {
    return name === 'open' && (element.nodeName === 'DETAILS' || element.nodeName === 'DIALOG')
  }

  /** @typedef {ReturnType<typeof createBar>} Bar */

  /** The bar at the foot of the window, in a tree of its own: neither its styles nor the page's reach the other. */
  function createBar() {
    const element = document.createElement('clinic-preview')
    const root = element.attachShadow({ mode: 'open' })
    root.innerHTML = `
      <link rel="stylesheet" href="/_preview/overlay.css">
      <section aria-label="Preview" hidden>
        <div class="panel" id="faults" hidden>
          <h2>To be mended</h2>
          <p class="note">Until then, you see the last good version of it.</p>
          <ul></ul>
        </div>
        <form class="panel" id="date" hidden>
          <h2>Another day</h2>
          <p class="note">Shows the drafts as patients would see them then, were they published.</p>
          <label>Date and time, by the clinic’s clock <input type="datetime-local" name="at" min="2000-01-01T00:00" max="2099-12-31T23:59"></label>
          <p class="buttons"><button type="submit">Show</button> <button type="button" class="now">Back to now</button></p>
        </form>
        <div class="bar">
          <p class="what"><strong>Preview</strong> <span class="of">of drafts</span></p>
          <p class="standing" role="status"></p>
          <button type="button" class="mend" aria-expanded="false" aria-controls="faults" hidden></button>
          <button type="button" class="when" aria-expanded="false" aria-controls="date">As of now</button>
          <a class="leave">Leave</a>
        </div>
      </section>`
    /** @param {string} selector */
    const find = selector => {
      const found = root.querySelector(selector)
      if (!(found instanceof HTMLElement)) throw new Error(`The preview’s bar has no ${selector}.`)
      return found
    }
    const section = find('section')
    const leave = find('.leave')
    leave.setAttribute(
      'href',
      `/_preview/disable?${new URLSearchParams({ page: decodeURI(location.pathname) })}`,
    )
    wirePanels(root, find)
    wireDate(find)
    root.querySelector('link')?.addEventListener('load', () => {
      section.hidden = false
    })
    // The foot of the page, and whatever the keyboard reaches, comes to stand above the bar.
    new ResizeObserver(() => {
      const height = find('.bar').offsetHeight
      element.style.blockSize = `${height}px`
      document.documentElement.style.scrollPaddingBlockEnd = `${height + 8}px`
    }).observe(find('.bar'))
    document.body.append(element)

    /** @type {Standing} */
    let standing = 'looking'
    /** @type {string | null} */
    let problem = null

    function tell() {
      section.dataset.standing = problem === null ? standing : 'lost'
      const words = problem ?? standingWords[standing]
      const status = find('.standing')
      // A live region speaks whenever it is written to.
      if (status.textContent !== words) status.textContent = words
    }

    return {
      element,
      /** @param {Standing} value */
      showStanding(value) {
        standing = value
        tell()
      },
      /** @param {string | null} value */
      showProblem(value) {
        problem = value
        tell()
      },
      /** @param {State} state */
      showState({ isFollowing, at, faults, moreFaults }) {
        standing = isFollowing ? 'live' : 'looking'
        tell()
        find('.when').textContent = `As of ${at ?? 'now'}`
        section.classList.toggle('elsewhen', at !== null)
        find('#date .now').hidden = at === null
        const count = faults.length + moreFaults
        const mend = find('.mend')
        mend.hidden = count === 0
        mend.textContent = `${count} to mend`
        if (count === 0) hidePanel(find, 'faults')
        find('#faults .note').hidden = faults.every(({ heldBack }) => !heldBack)
        find('#faults ul').replaceChildren(
          ...faults.map(faultItem),
          ...(moreFaults > 0 ? [newElement('li', `and ${moreFaults} more`)] : []),
        )
      },
    }
  }

  /** @type {Record<Standing, string>} */
  const standingWords = {
    live: 'Live',
    looking: 'Looks for changes',
    lost: 'Not connected',
    ended: 'Your time is up: get a new link',
  }

  /** @typedef {(selector: string) => HTMLElement} Find */

  /** One panel is open at a time; Escape closes it. @param {ShadowRoot} root @param {Find} find */
  function wirePanels(root, find) {
    const names = ['faults', 'date']
    for (const name of names) {
      const button = find(`[aria-controls=${name}]`)
      button.addEventListener('click', () => {
        const opens = find(`#${name}`).hidden
        for (const each of names) hidePanel(find, each)
        if (!opens) return
        find(`#${name}`).hidden = false
        button.setAttribute('aria-expanded', 'true')
      })
    }
    root.addEventListener('keydown', event => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return
      const name = names.find(each => !find(`#${each}`).hidden)
      if (!name) return
      hidePanel(find, name)
      find(`[aria-controls=${name}]`).focus()
    })
  }

  /** @param {Find} find @param {string} name */
  function hidePanel(find, name) {
    find(`#${name}`).hidden = true
    find(`[aria-controls=${name}]`).setAttribute('aria-expanded', 'false')
  }

  /** @param {Find} find */
  function wireDate(find) {
    const input = find('#date input')
    /** @param {string} at */
    const go = at => {
      const url = new URL(location.href)
      url.searchParams.set('at', at)
      location.assign(url)
    }
    // The page's policy lets no form be sent; this one only leads to an address.
    find('#date').addEventListener('submit', event => {
      event.preventDefault()
      if (input instanceof HTMLInputElement && input.value) go(input.value)
    })
    find('#date .now').addEventListener('click', () => go('now'))
    const asked = new URLSearchParams(location.search).get('at') ?? ''
    if (input instanceof HTMLInputElement && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(asked))
      input.value = asked.slice(0, 16)
  }

  /** @param {Fault} fault */
  function faultItem({ title, type, field, reason, studioUrl }) {
    const item = newElement('li')
    const link = newElement('a', title || type)
    link.setAttribute('href', studioUrl)
    link.setAttribute('target', '_blank')
    link.setAttribute('rel', 'noopener')
    item.append(link, ' ', newElement('code', field), newElement('br'), reason)
    return item
  }

  /** @param {string} name @param {string} [text] */
  function newElement(name, text = '') {
    const made = document.createElement(name)
    made.textContent = text
    return made
  }
})()
