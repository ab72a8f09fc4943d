import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { SiteReading } from './site-reading.ts'
import { findSiteUrl } from './site-url.ts'
import { watchSite } from './site-watch.ts'

const unknown: SiteReading = {
  release: null,
  publisher: null,
  since: null,
  problem:
    'The Studio does not know where the site is. Set SANITY_STUDIO_SITE_URL in .env to its address, and build the Studio again.',
}

const nowhere = { subscribe: () => () => {}, current: () => unknown }

/** What is known of the site, kept current; null until it has answered once. */
export function useSite(documentId: string | null = null): {
  siteUrl: string | null
  site: SiteReading | null
} {
  const siteUrl = useMemo(() => findSiteUrl(document), [])
  const watch = useMemo(
    () => (siteUrl ? watchSite(siteUrl, documentId, (url, init) => fetch(url, init)) : nowhere),
    [siteUrl, documentId],
  )
  return { siteUrl, site: useSyncExternalStore(watch.subscribe, watch.current) }
}

/** The present instant, updated every second. */
export function useNow(): Temporal.Instant {
  const [now, setNow] = useState(() => Temporal.Now.instant())
  useEffect(() => {
    const timer = setInterval(() => setNow(Temporal.Now.instant()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
