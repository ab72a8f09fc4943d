import type { Fault, PreviewState } from '#renderer/contract.ts'
import { wireDay } from './day.ts'
import { ownPath, type Perspective } from './live-page.ts'
import styles from './overlay.css?inline'

type Connection = 'live' | 'looking' | 'lost' | 'ended'

export type Find = (selector: string) => HTMLElement

export type Bar = ReturnType<typeof createBar>

/**
 * The bar of the preview, at the foot of the window: that these are drafts, as of when, what must be mended, and the
 * way out. In a tree of its own: neither its styles nor the page's reach the other.
 */
export function createBar() {
  const element = document.createElement('clinic-preview')
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  root.innerHTML = template
  const find: Find = selector => {
    const found = root.querySelector(selector)
    if (!(found instanceof HTMLElement)) throw new Error(`The preview’s bar has no ${selector}.`)
    return found
  }
  element.classList.toggle('framed', window.parent !== window)
  find('.leave').setAttribute('href', `/_preview/disable?${new URLSearchParams({ page: ownPath() })}`)
  const faultList = addFaultList(element)
  wirePanels(root, find)
  wireDay(find)
  keepRoom(element, find('.bar'))
  document.body.append(element)

  let connection: Connection = 'looking'
  let problem: string | null = null

  function showStatus(): void {
    find('section').dataset.status = problem === null ? connection : 'lost'
    const words = problem ?? connectionWords[connection]
    const status = find('.status')
    // A live region speaks whenever it is written to.
    if (status.textContent !== words) status.textContent = words
  }

  return {
    element,
    showConnection(value: Connection): void {
      connection = value
      showStatus()
    },
    showProblem(value: string | null): void {
      problem = value
      showStatus()
    },
    showPerspective(perspective: Perspective): void {
      find('.of').textContent = perspective === 'drafts' ? 'of drafts' : 'of what is published'
    },
    showState({ isFollowing, at, faults, moreFaults }: PreviewState): void {
      connection = isFollowing ? 'live' : 'looking'
      showStatus()
      find('.when').textContent = at?.words ?? 'Another day'
      find('section').classList.toggle('elsewhen', at !== null)
      find('.today').hidden = at === null
      const input = find('#day')
      // What somebody is typing stays.
      if (input instanceof HTMLInputElement && root.activeElement !== input && !input.value)
        input.value = at?.typed ?? ''
      const count = faults.length + moreFaults
      find('.mend').hidden = count === 0
      find('.mend').textContent = `${count} to mend`
      if (count === 0) hidePanel(find, 'faults')
      find('#faults .note').hidden = faults.every(({ level }) => level === 'advice')
      faultList.replaceChildren(
        ...faults.map(toItem),
        ...(moreFaults > 0 ? [newElement('li', `and ${moreFaults} more`)] : []),
      )
    },
  }
}

const template = `
  <section aria-label="Preview">
    <div class="panel" id="faults" hidden>
      <h2>To be mended</h2>
      <p class="note">Until then, you see the last good version of it.</p>
      <slot></slot>
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
      <p class="status" role="status"></p>
      <button type="button" class="mend" aria-expanded="false" aria-controls="faults" hidden></button>
      <button type="button" class="when" aria-expanded="false" aria-controls="date">Another day</button>
      <button type="button" class="today" hidden>Back to today</button>
      <a class="leave">Leave</a>
    </div>
  </section>`

const connectionWords: Record<Connection, string> = {
  live: 'Up to date',
  looking: 'Looks for changes',
  lost: 'Not connected',
  ended: 'Your time is up: get a new link',
}

/** The foot of the page, and whatever the keyboard reaches, comes to stand above the bar. */
function keepRoom(element: HTMLElement, bar: HTMLElement): void {
  new ResizeObserver(() => {
    const height = bar.offsetHeight
    element.style.blockSize = `${height}px`
    const page = document.documentElement.style
    // What a page itself sticks to its foot stands upon the bar, and takes some room of its own.
    page.setProperty('--foot', `${height}px`)
    page.scrollPaddingBlockEnd = `calc(8rem + ${height}px)`
  }).observe(bar)
}

/** One panel is open at a time; Escape closes it. */
function wirePanels(root: ShadowRoot, find: Find): void {
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

function hidePanel(find: Find, name: string): void {
  find(`#${name}`).hidden = true
  find(`[aria-controls=${name}]`).setAttribute('aria-expanded', 'false')
}

/** Outside the bar's own tree, where Sanity's overlays find what each fault is about, and open its field. */
function addFaultList(element: HTMLElement): HTMLElement {
  const list = newElement('ul')
  element.append(list)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(faultStyles)
  document.adoptedStyleSheets.push(sheet)
  return list
}

const faultStyles = `
  clinic-preview ul { display: grid; gap: 0.75rem; margin: 0; padding-inline-start: 1.1rem; list-style: disc }
  clinic-preview li { margin: 0; overflow-wrap: anywhere }
  clinic-preview a { font-weight: 700; color: #f4f1fa }
  clinic-preview a:focus-visible { outline: 3px solid #ffd88a; outline-offset: -3px }
  clinic-preview code { font-size: 0.875em; color: #cdc6dd }
`

function toItem({ documentId: id, title, type, field: path, reason, studioUrl }: Fault): HTMLElement {
  const item = newElement('li')
  const link = newElement('a', title || type)
  link.setAttribute('href', studioUrl)
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener')
  const [baseUrl] = studioUrl.split('/intent/')
  link.dataset.sanity = JSON.stringify({ id, type, path, baseUrl })
  item.append(link, ' ', newElement('code', path), newElement('br'), reason)
  return item
}

function newElement(name: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
