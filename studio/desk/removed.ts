import { z } from 'zod'

const key = 'clinic.removed'
const most = 12

/** The ids of published documents that went while a Studio was open in this browser, the last first. No query finds them. */
export function removedIds(): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(localStorage.getItem(key) ?? '[]'))
  } catch {
    // Storage that is full, forbidden or odd: what has gone is then not listed, and nothing else is lost.
    return []
  }
}

/** Remembers that the published document has gone. */
export function rememberRemoved(id: string): void {
  try {
    localStorage.setItem(
      key,
      JSON.stringify([id, ...removedIds().filter(each => each !== id)].slice(0, most)),
    )
  } catch {
    // As above.
  }
}
