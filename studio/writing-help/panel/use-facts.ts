import { useMemo } from 'react'
import { z } from 'zod'
import { dateInZone } from '#domain/clinic-time.ts'
import { addressedTypes } from '#domain/page-path.ts'
import { clinicZone, toClinicZone } from '#studio/documents/clinic-zone.ts'
import { usePublishedContent } from '#studio/documents/published-content.ts'
import type { Facts } from '../finding.ts'

const query = `{
  "services": *[_type == "service"]{"id": _id, title, "status": regulatoryStatus},
  "pages": *[_type in ${JSON.stringify(addressedTypes)}]{"id": _id, title},
  "settings": *[_id == "siteSettings"][0]{callNumber, textNumber},
  "zone": ${clinicZone}
}`

const words = z.string().nullish().catch(null)

const answer = z.object({
  services: z.array(z.object({ id: z.string(), title: words, status: words })),
  pages: z.array(z.object({ id: z.string(), title: words })),
  settings: z.object({ callNumber: words, textNumber: words }).nullable(),
  zone: z.object({ timeZone: words, region: words }).nullable(),
})

/** What the rules need to know of the clinic; null until it has been read. */
export function useFacts(): Facts | null {
  const given = usePublishedContent(query)
  return useMemo(() => {
    const { data } = answer.safeParse(given)
    return data ? toFacts(data) : null
  }, [given])
}

function toFacts({ services, pages, settings, zone }: z.output<typeof answer>): Facts {
  return {
    services: services.map(({ id, title, status }) => ({ id, title: title ?? '', status: status ?? '' })),
    titles: new Map(pages.flatMap(({ id, title }) => (title ? [[id, title]] : []))),
    clinicNumbers: [settings?.callNumber, settings?.textNumber].filter(number => typeof number === 'string'),
    today: dateInZone(Temporal.Now.instant(), toClinicZone(zone)),
  }
}
