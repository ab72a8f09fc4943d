import type { SanityClient } from '@sanity/client'
import { describeFault } from '#sanity/faults.ts'
import { loadSnapshot } from '#sanity/load-snapshot.ts'
import { findFaults } from '#selectors/advice.ts'
import { type Site, siteAt } from '#site/site.ts'
import { type ContentSource, openSource, readFrom } from './content-source.ts'

/** What a page is made of in development. */
export interface DevContent {
  site: Site
  siteUrl: string
  /** For the originals of pictures. */
  client: SanityClient
}

let source: ContentSource | undefined
let latest: Site | undefined
let reading: Promise<DevContent> | undefined
let printed = ''

/**
 * What is published now: read for each request, so that a reload shows it; requests at the same time share one reading.
 * Content with faults is shown, and the faults are printed.
 */
export function getDevContent(): Promise<DevContent> {
  reading ??= refresh().finally(() => {
    reading = undefined
  })
  return reading
}

async function refresh(): Promise<DevContent> {
  source ??= openSource(process.env, { isDeployed: false })
  const { client, siteUrl, studioUrl, name } = source
  const snapshot = await readFrom(source, () => loadSnapshot(client, latest?.snapshot, { studioUrl }))
  const site = siteAt(snapshot, source.now())
  const faults = findFaults(site, siteUrl).map(describeFault).join('\n')
  if (faults && faults !== printed)
    console.warn(`The content at ${name} can be shown, and has to be mended:\n${faults}`)
  latest = site
  printed = faults
  return { site, siteUrl, client }
}
