import { isLive } from '#domain/announcements.ts'
import { type HoursLine, hoursLines, type OpeningStretch, openingWeek } from '#domain/opening-hours.ts'
import { type ContactNumber, callHref, formatPhoneNumber, textHref } from '#domain/phone-number.ts'
import {
  type DatedStretch,
  type Hours,
  isClosed,
  type SpecialHours,
  specialStretches,
  specialWindow,
} from '#domain/special-hours.ts'
import type { PlaceFacts } from '#domain/structured-data.ts'
import type { SiteSettings } from '#sanity/contracts.ts'
import type { Site } from '#site/site.ts'

/** The key of the main place: the address and the hours that every clinic has. */
export const mainPlace = ''

/** A place of the clinic. */
export interface PlaceView {
  /** Of the row of the settings; `mainPlace` for the main one. */
  key: string
  name: string
  address: SiteSettings['address']
  /** The place's own; null where the clinic's counts. */
  call: ContactNumber | null
  text: ContactNumber | null
  fax: string | null
  hasHours: boolean
}

/** What is said of whether a place is open. */
export interface OpenNowView {
  /** For every minute of the week; nothing where nothing certain can be said. */
  week: OpeningStretch[]
  /** Between instants, in place of the week. */
  special: DatedStretch[]
}

/** The places, the main one first; of a clinic with one place, that one. */
export function listPlaces({ settings }: Site): [PlaceView, ...PlaceView[]] {
  const { placeName, address, otherPlaces } = settings
  const main = {
    key: mainPlace,
    name: placeName?.trim() || address.locality,
    address,
    call: null,
    text: null,
    fax: null,
    hasHours: true,
  }
  const others = (otherPlaces ?? []).map(place => ({
    key: place._key,
    name: place.name,
    address: place.address,
    call: place.callNumber === null ? null : toLink(place.callNumber, callHref),
    text: place.textNumber === null ? null : toLink(place.textNumber, textHref),
    fax: place.faxNumber && formatPhoneNumber(place.faxNumber),
    hasHours: (place.openingHours ?? []).length > 0,
  }))
  return [main, ...others]
}

/** The hours of the week at a place. */
export function weekAt({ settings }: Site, key: string): HoursLine[] {
  const rows = key === mainPlace ? settings.openingHours : findPlace(settings, key)?.openingHours
  return hoursLines(rows ?? [])
}

/** The days ahead on which a place has other hours; with `soon`, those that every page knows. */
export function specialHoursAt(site: Site, key: string, when: 'ahead' | 'soon'): SpecialHours[] {
  return findHours(site.settings, key).specialHours.filter(special => {
    const { soonFrom, until } = specialWindow(special, site.zone)
    const isNear = when === 'ahead' || site.isPast(soonFrom.epochMilliseconds)
    return isNear && !site.isPast(until.epochMilliseconds)
  })
}

/**
 * What to say at every minute of whether a place is open. Nothing while an announcement says that the clinic is closed: it
 * says when in words alone, and “Open now” must never be wrong.
 */
export function openNowAt(site: Site, key: string): OpenNowView {
  const isClosureAnnounced = site
    .all('announcement')
    .some(announcement => announcement.kind === 'closure' && isLive(announcement, site.zone, site.now))
  if (isClosureAnnounced) return { week: [], special: [] }
  const { openingHours } = findHours(site.settings, key)
  const hours = { openingHours, specialHours: specialHoursAt(site, key, 'soon') }
  return { week: openingWeek(openingHours), special: specialStretches(hours, site.zone) }
}

/** Every row of days that differ, of each place. */
export function allSpecialHours({ specialHours, otherPlaces }: SiteSettings): SpecialHours[] {
  return [...(specialHours ?? []), ...(otherPlaces ?? []).flatMap(place => place.specialHours ?? [])]
}

/** The other places in structured data. */
export function otherPlaceFacts(site: Site): PlaceFacts[] {
  return (site.settings.otherPlaces ?? []).map(place => ({
    id: place._key,
    name: place.name,
    address: place.address,
    callNumber: place.callNumber,
    faxNumber: place.faxNumber,
    openingHours: place.openingHours ?? [],
    specialHours: specialHoursAt(site, place._key, 'ahead'),
  }))
}

/** Days on which the clinic is closed count at each place; other hours are those of the place they are given for. */
function findHours(settings: SiteSettings, key: string): Hours {
  const specialHours = settings.specialHours ?? []
  if (key === mainPlace) return { openingHours: settings.openingHours, specialHours }
  const place = findPlace(settings, key)
  return {
    openingHours: place?.openingHours ?? [],
    specialHours: [...(place?.specialHours ?? []), ...specialHours.filter(isClosed)],
  }
}

function findPlace({ otherPlaces }: SiteSettings, key: string) {
  return otherPlaces?.find(place => place._key === key)
}

function toLink(number: string, toHref: (e164: string) => string): ContactNumber {
  return { href: toHref(number), text: formatPhoneNumber(number) }
}
