// @ts-check
// The site on another day: what somebody types is read as the Studio's forms read it, and read back before it is shown.

/** @typedef {(selector: string) => HTMLElement} Find */
/** @typedef {{ at: string, words: string } | { fault: string }} TypedDay */

/** @param {Find} find */
export function wireDay(find) {
  const input = find('#day')
  const note = find('#read')
  if (!(input instanceof HTMLInputElement)) return

  /** The last text that was read: an answer to an earlier one comes too late. */
  let asked = ''

  /** @param {string} text @returns {Promise<TypedDay | null>} */
  async function read(text) {
    asked = text
    const response = await fetch(`/_preview/day?${new URLSearchParams({ text })}`).catch(() => null)
    return response?.ok && asked === text ? await response.json() : null
  }

  /** @param {TypedDay | null} day */
  function readBack(day) {
    const isFault = day !== null && 'fault' in day
    note.textContent = day === null ? '' : 'fault' in day ? day.fault : day.words
    note.classList.toggle('fault', isFault)
    input.setAttribute('aria-invalid', String(isFault))
  }

  input.addEventListener('input', async () => {
    const text = input.value.trim()
    if (text === '') {
      asked = ''
      return readBack(null)
    }
    const day = await read(text)
    if (day) readBack(day)
  })

  /** @param {string} text */
  async function show(text) {
    const day = await read(text)
    if (day && 'at' in day) return go(day.at)
    if (day) readBack(day)
    input.focus()
  }

  // The page's policy lets no form be sent; this one only leads to an address.
  find('#date').addEventListener('submit', event => {
    event.preventDefault()
    void show(input.value.trim())
  })
  for (const name of ['tomorrow', 'in one week'])
    find(`[data-day="${name}"]`).addEventListener('click', () => void show(name))
  find('.today').addEventListener('click', () => go('now'))
}

/** @param {string} at */
function go(at) {
  const url = new URL(location.href)
  url.searchParams.set('at', at)
  location.assign(url)
}
