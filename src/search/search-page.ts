import { search as words } from '#words/english/search.ts'
import { speaksOfCrisis } from './crisis-words.ts'
import { createSearchIndex, type Found, type Hit } from './find.ts'
import { loadIndex } from './load-index.ts'
import { createResult } from './result-view.ts'

/** Results that are shown at a time. */
const resultsAtOnce = 15

/** Pages about a crisis that come first when a query speaks of one. */
const mostAboutCrisis = 2

/** Milliseconds without a key after which a result is worth saying, and a query worth keeping in the address. */
const pauseMs = 500

/**
 * Makes the search field of the page work. Queries stay in this browser: the whole index is read, and what is looked for is
 * kept in the part of the address that no server is sent. Nothing is kept of a query that speaks of a crisis.
 */
export function startSearchPage(): void {
  const search = getPart('search', HTMLElement)
  const field = getPart('search-field', HTMLInputElement)
  const button = getPart('search-go', HTMLButtonElement)
  const status = getPart('search-status', HTMLElement)
  const crisis = getPart('search-crisis', HTMLElement)
  const results = getPart('search-results', HTMLElement)
  const count = getPart('search-count', HTMLElement)
  const note = getPart('search-note', HTMLElement)
  const list = getPart('search-list', HTMLElement)
  const more = getPart('search-more', HTMLButtonElement)
  const nothing = getPart('search-nothing', HTMLElement)
  const everything = getPart('search-everything', HTMLElement)

  const isTouched = matchMedia('(pointer: coarse)').matches
  const index = createSearchIndex()
  let loading: Promise<void> | null = null
  let state: 'loading' | 'whole' | 'broken' = 'loading'
  let rest: Hit[] = []
  let pause: ReturnType<typeof setTimeout> | undefined

  function load(): Promise<void> {
    loading ??= loadIndex((search.dataset.blocks ?? '').split(' '), index, show).then(isWhole => {
      state = isWhole ? 'whole' : 'broken'
      show()
    })
    return loading
  }

  /** Shows what is found for the words in the field, of what has been read so far. */
  function show(): void {
    const query = field.value.trim()
    const { hits, corrected } = findFor(query)
    const isLoading = state === 'loading' && hits.length === 0
    crisis.hidden = !speaksOfCrisis(query)
    results.hidden = query === '' || (hits.length === 0 && !isLoading)
    nothing.hidden = query === '' || hits.length > 0 || isLoading
    everything.hidden = !results.hidden
    count.textContent = isLoading
      ? words.searching
      : crisis.hidden
        ? words.count(hits.length, query)
        : words.mayHelp
    note.textContent = sayNote(corrected)
    note.hidden = note.textContent === ''
    list.replaceChildren(...hits.slice(0, resultsAtOnce).map(createResult))
    setRest(hits.slice(resultsAtOnce))
    clearTimeout(pause)
    pause = setTimeout(settle, pauseMs)
  }

  /** In a crisis, the pages about it come before whatever else the words are found in. */
  function findFor(query: string): Found {
    if (query === '') return { hits: [], corrected: [] }
    const found = index.find(query)
    if (!speaksOfCrisis(query)) return found
    const about = index.find('crisis').hits.filter(({ inText }) => inText.length === 0)
    const first = about.slice(0, mostAboutCrisis)
    // A guess at what was meant has no place here.
    const hits = found.corrected.length > 0 ? [] : found.hits
    const others = hits.filter(({ page }) => first.every(hit => hit.page !== page))
    return { hits: [...first, ...others], corrected: [] }
  }

  function sayNote(corrected: Found['corrected']): string {
    const read = corrected.map(({ typed, read }) => words.corrected(typed, read))
    if (state === 'broken') read.push(words.isIncomplete)
    return read.join(' ')
  }

  function setRest(hits: Hit[]): void {
    rest = hits
    more.hidden = rest.length === 0
  }

  /** Says what was found, and keeps the query in the address: once the reader pauses. */
  function settle(): void {
    keepQuery()
    const help = crisis.hidden ? '' : `${words.helpNow} `
    const found = results.hidden
      ? nothing.hidden
        ? ''
        : words.nothing
      : `${count.textContent} ${note.textContent}`
    status.textContent = help + found
  }

  function keepQuery(): void {
    const query = field.value.trim()
    const isKept = query !== '' && crisis.hidden
    const address = location.pathname + (isKept ? `#${new URLSearchParams({ q: query })}` : '')
    if (address !== location.pathname + location.search + location.hash)
      history.replaceState(null, '', address)
  }

  /** Leads to what was found: help first, where it is shown. */
  async function goToResults(): Promise<void> {
    if (field.value.trim() === '') return field.focus()
    await load()
    const first = [crisis, results, nothing].find(part => !part.hidden)
    first?.querySelector('a')?.focus()
  }

  function clear(): void {
    field.value = ''
    field.focus()
    show()
  }

  /** Up and down through the results, and back into the field above them. */
  function step(event: KeyboardEvent, by: 1 | -1): void {
    const links: Element[] = [...list.querySelectorAll('h3 a')]
    const from = document.activeElement
    const at = from ? links.indexOf(from) : -1
    if (at < 0 && (from !== field || by < 0)) return
    const next = at + by < 0 ? field : links[at + by]
    if (!(next instanceof HTMLElement)) return
    event.preventDefault()
    next.focus()
  }

  field.addEventListener('focus', () => void load())
  field.addEventListener('input', () => {
    void load()
    // The keys of a phone cover half of it: what is found goes into the other half.
    if (everything.hidden === false && isTouched) search.scrollIntoView({ block: 'start' })
    show()
  })
  field.addEventListener('change', keepQuery)
  button.addEventListener('click', () => void goToResults())
  more.addEventListener('click', () => {
    const added = rest.slice(0, resultsAtOnce).map(createResult)
    list.append(...added)
    setRest(rest.slice(resultsAtOnce))
    added[0]?.querySelector('a')?.focus()
  })
  getPart('main', HTMLElement).addEventListener('keydown', event => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown') step(event, 1)
    else if (event.key === 'ArrowUp') step(event, -1)
    else if (event.key === 'Enter' && event.target === field) void goToResults()
    else if (event.key === 'Escape' && field.value !== '') clear()
  })
  addEventListener('hashchange', () => {
    const query = queryOfAddress()
    if (query === null) return
    field.value = query
    void load()
    show()
  })

  // Firefox keeps what was in the field; words that were typed before this script arrived are there, too.
  field.value = queryOfAddress() ?? field.value
  search.dataset.ready = ''
  if (field.value.trim() !== '') {
    void load()
    show()
  } else if (
    matchMedia('(hover: hover) and (pointer: fine)').matches &&
    document.activeElement === document.body
  ) {
    // People who come here with a keyboard come to type. On a phone the keys would cover the list.
    field.focus({ preventScroll: true })
  }
}

/** `#q=` as this page keeps it, or `?q=` as others may link to it; null without either. */
function queryOfAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('q') ?? new URLSearchParams(location.search).get('q')
}

function getPart<Part extends HTMLElement>(id: string, type: new () => Part): Part {
  const part = document.getElementById(id)
  if (part instanceof type) return part
  throw new Error(`The search page has no “${id}”.`)
}
