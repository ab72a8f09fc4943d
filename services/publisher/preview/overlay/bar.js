// @ts-check
// The bar of the preview: that these are drafts, of which instant, what must be mended, and the way out.

/** @typedef {{ documentId: string, title: string, type: string, field: string, reason: string, studioUrl: string, level: 'heldBack' | 'advice' }} Fault */
import { wireDay } from './day.js'

/** @typedef {{ isFollowing: boolean, at: { words: string, typed: string } | null, faults: Fault[], moreFaults: number }} State */
/** @typedef {'live' | 'looking' | 'lost' | 'ended'} Standing */

/** The bar at the foot of the window, in a tree of its own: neither its styles nor the page's reach the other. */
export function createBar(/** @type {string} */ path) {
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
        <p class="note">See the site as patients will see it on that day, with your drafts in it.</p>
        <label for="day">Which day?</label>
        <input id="day" name="day" autocomplete="off" placeholder="For example March 9" aria-describedby="read">
        <p class="read" id="read" aria-live="polite"></p>
        <p class="buttons">
          <button type="submit">Show that day</button>
          <button type="button" data-day="tomorrow">Tomorrow</button>
          <button type="button" data-day="in one week">In a week</button>
        </p>
      </form>
      <div class="bar">
        <p class="what"><strong>Preview</strong> <span class="of">of drafts</span></p>
        <p class="standing" role="status"></p>
        <button type="button" class="mend" aria-expanded="false" aria-controls="faults" hidden></button>
        <button type="button" class="when" aria-expanded="false" aria-controls="date">Another day</button>
        <button type="button" class="today" hidden>Back to today</button>
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
  leave.setAttribute('href', `/_preview/disable?${new URLSearchParams({ page: path })}`)
  wirePanels(root, find)
  wireDay(find)
  root.querySelector('link')?.addEventListener('load', () => {
    section.hidden = false
  })
  // The foot of the page, and whatever the keyboard reaches, comes to stand above the bar.
  new ResizeObserver(() => {
    const height = find('.bar').offsetHeight
    element.style.blockSize = `${height}px`
    const page = document.documentElement.style
    // What a page itself sticks to its foot stands upon the bar, and takes some room of its own.
    page.setProperty('--foot', `${height}px`)
    page.scrollPaddingBlockEnd = `calc(8rem + ${height}px)`
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

  /** @type {(field: { id: string, type: string, path: string }) => boolean} */
  let openField = () => false

  return {
    element,
    root,
    /** Where the form of a fault can be opened beside the page. @param {typeof openField} open */
    onOpenField(open) {
      openField = open
    },
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
      find('.when').textContent = at?.words ?? 'Another day'
      section.classList.toggle('elsewhen', at !== null)
      find('.today').hidden = at === null
      const input = find('#day')
      // What somebody is typing stays.
      if (input instanceof HTMLInputElement && root.activeElement !== input && !input.value)
        input.value = at?.typed ?? ''
      const count = faults.length + moreFaults
      const mend = find('.mend')
      mend.hidden = count === 0
      mend.textContent = `${count} to mend`
      if (count === 0) hidePanel(find, 'faults')
      find('#faults .note').hidden = faults.every(({ level }) => level === 'advice')
      find('#faults ul').replaceChildren(
        ...faults.map(fault => faultItem(fault, field => openField(field))),
        ...(moreFaults > 0 ? [newElement('li', `and ${moreFaults} more`)] : []),
      )
    },
  }
}

/** @type {Record<Standing, string>} */
const standingWords = {
  live: 'Up to date',
  looking: 'Looks for changes',
  lost: 'Not connected',
  ended: 'Your time is up: get a new link',
}

/** @typedef {import('./day.js').Find} Find */

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
      if (name === 'date') find('#day').focus()
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

/** @param {Fault} fault @param {(field: { id: string, type: string, path: string }) => boolean} open */
function faultItem({ documentId, title, type, field, reason, studioUrl }, open) {
  const item = newElement('li')
  const link = newElement('a', title || type)
  link.setAttribute('href', studioUrl)
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener')
  link.addEventListener('click', event => {
    if (open({ id: documentId, type, path: field })) event.preventDefault()
  })
  item.append(link, ' ', newElement('code', field), newElement('br'), reason)
  return item
}

/** @param {string} name @param {string} [text] */
function newElement(name, text = '') {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
