import type { MedicalClinicLeaf, PostalAddress } from 'schema-dts'
import { webHref } from './link-address.ts'
import { type OpeningHoursRow, weekOfHours } from './opening-hours.ts'
import { getLastDay, listCountedWeekdays, type SpecialHours } from './special-hours.ts'

export interface AddressFacts {
  readonly street: string
  readonly locality: string
  readonly region: string
  readonly postalCode: string
  readonly mapUrl?: string | null
}

/** Where something takes place. */
export interface LocationFacts {
  readonly name: string
  /** Null where it is not known. */
  readonly address: AddressFacts | null
}

/** Another place of the clinic. */
export interface PlaceFacts {
  readonly id: string
  readonly name: string
  readonly address: AddressFacts
  /** E.164. */
  readonly callNumber: string | null
  readonly faxNumber: string | null
  readonly openingHours: readonly OpeningHoursRow[]
  /** Those that lie ahead. */
  readonly specialHours: readonly SpecialHours[]
}

/** Another place, as a department of the clinic. */
export function toDepartment(
  place: PlaceFacts,
  clinic: { readonly url: string; readonly name: string; readonly callNumber: string },
): MedicalClinicLeaf {
  return {
    '@type': 'MedicalClinic',
    '@id': `${clinic.url}#place-${place.id}`,
    name: `${clinic.name}, ${place.name}`,
    telephone: place.callNumber ?? clinic.callNumber,
    faxNumber: place.faxNumber ?? undefined,
    address: toPostalAddress(place.address),
    hasMap: webHref(place.address.mapUrl ?? '') ?? undefined,
    openingHoursSpecification: toWeekSpecification(place.openingHours),
    specialOpeningHoursSpecification: toSpecialSpecification(place.specialHours, place.openingHours),
  }
}

export function toWeekSpecification(rows: readonly OpeningHoursRow[]) {
  return weekOfHours(rows).flatMap(({ day, intervals }) =>
    intervals.map(({ opens, closes }) => ({
      '@type': 'OpeningHoursSpecification' as const,
      dayOfWeek: day,
      opens,
      closes,
    })),
  )
}

/** Undefined where no day differs. Midnight to midnight is how search engines read a closed day. */
export function toSpecialSpecification(
  specials: readonly SpecialHours[],
  openingHours: readonly OpeningHoursRow[],
) {
  if (specials.length === 0) return undefined
  return specials.map(special => {
    const { firstDay, name, opens, closes } = special
    const isOpen = opens && closes
    return {
      '@type': 'OpeningHoursSpecification' as const,
      name: name?.trim() || undefined,
      validFrom: firstDay,
      validThrough: getLastDay(special),
      dayOfWeek:
        isOpen && getLastDay(special) !== firstDay ? listCountedWeekdays(special, openingHours) : undefined,
      opens: isOpen ? opens : '00:00',
      closes: isOpen ? closes : '00:00',
    }
  })
}

export function toPostalAddress(address: AddressFacts): PostalAddress {
  return {
    '@type': 'PostalAddress',
    streetAddress: address.street,
    addressLocality: address.locality,
    addressRegion: address.region,
    postalCode: address.postalCode,
    addressCountry: 'US',
  }
}
