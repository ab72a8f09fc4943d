import { type Fetch, readSite, type SiteReading } from './site-reading.ts'

/** How often the site is asked, in milliseconds: staff are to know within two seconds. A host without a publisher is asked less. */
const pollMs = 1000
const pollHostMs = 5000

/** What `useSyncExternalStore` takes: the last reading, and word of each new one. */
export interface SiteWatch {
  subscribe(onChange: () => void): () => void
  current(): SiteReading | null
}

/**
 * Asks the site at `siteUrl` again and again, for as long as somebody is subscribed and the window is shown; of one
 * document, if its id is given, it also asks since when it is shown.
 */
export function watchSite(siteUrl: string, documentId: string | null, fetch: Fetch): SiteWatch {
  const listeners = new Set<() => void>()
  let reading: SiteReading | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function poll(): Promise<void> {
    if (!globalThis.document.hidden) {
      reading = await readSite(siteUrl, documentId, reading, fetch)
      for (const listener of listeners) listener()
    }
    if (listeners.size === 0) return
    const isHost = reading?.release && !reading.publisher && !reading.problem
    timer = setTimeout(poll, isHost ? pollHostMs : pollMs)
  }

  return {
    subscribe(onChange) {
      listeners.add(onChange)
      if (listeners.size === 1) void poll()
      return () => {
        listeners.delete(onChange)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
    current: () => reading,
  }
}
