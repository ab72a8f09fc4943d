import type { TypedDay } from '#renderer/contract.ts'
import type { Find } from './bar.ts'

/** The site on another day: what somebody types is read as the Studio's forms read it, and read back before it is shown. */
export function wireDay(find: Find): void {
  const input = find('#day')
  const note = find('#read')
  if (!(input instanceof HTMLInputElement)) return
  const field = input

  /** The last text that was read: an answer to an earlier one comes too late. */
  let asked = ''

  async function read(text: string): Promise<TypedDay | null> {
    asked = text
    const response = await fetch(`/_preview/day?${new URLSearchParams({ text })}`).catch(() => null)
    return response?.ok && asked === text ? await response.json() : null
  }

  function readBack(day: TypedDay | null): void {
    const isFault = day !== null && 'fault' in day
    note.textContent = day === null ? '' : 'fault' in day ? day.fault : day.words
    note.classList.toggle('fault', isFault)
    field.setAttribute('aria-invalid', String(isFault))
  }

  field.addEventListener('input', async () => {
    const text = field.value.trim()
    if (text === '') {
      asked = ''
      return readBack(null)
    }
    const day = await read(text)
    if (day) readBack(day)
  })

  async function show(text: string): Promise<void> {
    const day = await read(text)
    if (day && 'at' in day) return go(day.at)
    if (day) readBack(day)
    field.focus()
  }

  // The page's policy lets no form be sent; this one only leads to an address.
  find('#date').addEventListener('submit', event => {
    event.preventDefault()
    void show(field.value.trim())
  })
  for (const name of ['tomorrow', 'in one week'])
    find(`[data-day="${name}"]`).addEventListener('click', () => void show(name))
  find('.today').addEventListener('click', () => go('now'))
}

function go(at: string): void {
  const url = new URL(location.href)
  url.searchParams.set('at', at)
  location.assign(url)
}
