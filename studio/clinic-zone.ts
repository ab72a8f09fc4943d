import type { SanityClient } from 'sanity'
import { isTimeZone } from '../src/clinic/clinic-time.ts'
import { keepZone, knownZone } from './known-zone.ts'
import { askPublishedContent, usePublishedContent } from './published-content.ts'

const query = '*[_id == "siteSettings"][0].timeZone'

/** The clinic's time zone, by which every date in the Studio counts; null until the settings have been read. */
export function useClinicZone(): string | null {
  const answer = usePublishedContent(query)
  return answer === undefined ? null : toZone(answer)
}

/** The clinic's time zone, for what is made outside of components, such as the lists of the desk. */
export async function loadClinicZone(client: SanityClient): Promise<string> {
  return toZone(await askPublishedContent(client, query))
}

function toZone(answer: unknown): string {
  if (typeof answer !== 'string' || !isTimeZone(answer)) return knownZone()
  keepZone(answer)
  return answer
}
