import { isLive } from '#domain/announcements.ts'
import { type DatedStretch, listStretches } from '#domain/hours-calendar.ts'
import { type HoursLine, hoursLines, type OpeningStretch, openingWeek } from '#domain/opening-hours.ts'
import { type ContactNumber, callHref, formatPhoneNumber, textHref } from '#domain/phone-number.ts'
import { findPlace, mainPlaceValue } from '#domain/places.ts'
import { getEnd, type Hours, isClosed, listSpans, type SpecialHours } from '#domain/special-hours.ts'
import type { LocationFacts, PlaceFacts } from '#domain/structured-places.ts'
import type { SiteSettings } from '#sanity/contracts.ts'
import type { Site } from '#site/site.ts'

/** The key of the main place: the address and the hours that every clinic has. */
export const mainPlace = ''

/** Where the fields of the place with the key begin in the settings, for the preview's links. */
export function toPlacePath(key: string): string {
  return key === mainPlace ? '' : `otherPlaces[_key=="${key}"].`
}

/** A place of the clinic. */
export interface PlaceView {
  /** Of the row of the settings; `mainPlace` for the main one. */
  key: string
  /** By which other documents name it. */
  value: string
  name: string
  address: SiteSettings['address']
  /** The place's own; null where the clinic's counts. */
  call: ContactNumber | null
  text: ContactNumber | null
  fax: string | null
  hasHours: boolean
}

/** A place that another document names, with where the contact page describes it. */
export interface NamedPlace {
  name: string
  href: string
  address: SiteSettings['address']
}

/** Where a group meets. */
export interface Meeting {
  /** As patients read it; null where nothing is said. */
  place: NamedPlace | null
  /** For calendars and search engines. */
  location: LocationFacts
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
    value: mainPlaceValue,
    name: placeName?.trim() || address.locality,
    address,
    call: null,
    text: null,
    fax: null,
    hasHours: true,
  }
  const others = (otherPlaces ?? []).map(place => ({
    key: place._key,
    value: place._key,
    name: place.name,
    address: place.address,
    call: place.callNumber === null ? null : toLink(place.callNumber, callHref),
    text: place.textNumber === null ? null : toLink(place.textNumber, textHref),
    fax: place.faxNumber && formatPhoneNumber(place.faxNumber),
    hasHours: (place.openingHours ?? []).length > 0,
  }))
  return [main, ...others]
}

/** The place that a document names; null where it names none or one that is gone, and where the clinic has but one. */
export function findNamedPlace(site: Site, value: string | null): NamedPlace | null {
  const places = listPlaces(site)
  const place = value && places.length > 1 ? findPlace(places, value) : null
  return place && { name: place.name, href: `/contact/#${toAnchor(place)}`, address: place.address }
}

/** Whether a document names a place that is not in the settings, or no longer. */
export function isLostPlace(site: Site, value: string | null): boolean {
  return Boolean(value) && findPlace(listPlaces(site), value ?? '') === null
}

/** Where a group meets that may meet at these places: nothing said is the main place; where it cannot be known, no address is given. */
export function findMeeting(site: Site, values: readonly string[]): Meeting {
  const { clinicName, address } = site.settings
  const [value = null, ...others] = values
  if (others.length > 0) return { place: null, location: { name: clinicName, address: null } }
  const place = findNamedPlace(site, value)
  if (place) return { place, location: { name: `${clinicName}, ${place.name}`, address: place.address } }
  return { place, location: { name: clinicName, address: isLostPlace(site, value) ? null : address } }
}

/** The id of a place's card on the contact page. */
export function toAnchor({ value }: Pick<PlaceView, 'value'>): string {
  return `place-${value}`
}

/** The hours of the week at a place. */
export function listHours({ settings }: Site, key: string): HoursLine[] {
  const rows = key === mainPlace ? settings.openingHours : findOtherPlace(settings, key)?.openingHours
  return hoursLines(rows ?? [])
}

/** The days ahead on which a place has other hours; with `soon`, those that every page knows. */
export function listSpecialHours(site: Site, key: string, when: 'ahead' | 'soon'): SpecialHours[] {
  return findHours(site.settings, key).specialHours.filter(special => {
    const isNear = when === 'ahead' || findSpan(site, special)
    return isNear && !site.isPast(getEnd(special, site.zone).epochMilliseconds)
  })
}

/**
 * What to say at every minute of whether a place is open. Nothing while an announcement says that the clinic is closed: it
 * says when in words alone, and “Open now” must never be wrong.
 */
export function findOpenNow(site: Site, key: string): OpenNowView {
  const isClosureAnnounced = site
    .all('announcement')
    .some(announcement => announcement.kind === 'closure' && isLive(announcement, site.zone, site.now))
  if (isClosureAnnounced) return { week: [], special: [] }
  const { openingHours } = findHours(site.settings, key)
  // The opening after a day that is near may lie behind one that is not.
  const hours = { openingHours, specialHours: listSpecialHours(site, key, 'ahead') }
  const dates = listSoonDates(site, hours.specialHours)
  return { week: openingWeek(openingHours), special: listStretches(hours, dates, site.zone) }
}

/** The dates of days that are near, in order, each once. */
function listSoonDates(site: Site, specials: readonly SpecialHours[]): Temporal.PlainDate[] {
  const dates = new Map<string, Temporal.PlainDate>()
  for (const { first, last } of specials.flatMap(special => findSpan(site, special) ?? [])) {
    for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
      dates.set(date.toString(), date)
  }
  return [...dates.values()].sort(Temporal.PlainDate.compare)
}

/** What pages write out of a day now; undefined while it is not near. */
function findSpan(site: Site, special: SpecialHours) {
  return listSpans(special, site.zone).findLast(({ from }) => site.isPast(from.epochMilliseconds))
}

/** Every row of days that differ, of each place. */
export function listAllSpecialHours({ specialHours, otherPlaces }: SiteSettings): SpecialHours[] {
  return [...(specialHours ?? []), ...(otherPlaces ?? []).flatMap(place => place.specialHours ?? [])]
}

/** The other places in structured data. */
export function listPlaceFacts(site: Site): PlaceFacts[] {
  return (site.settings.otherPlaces ?? []).map(place => ({
    id: place._key,
    name: place.name,
    address: place.address,
    callNumber: place.callNumber,
    faxNumber: place.faxNumber,
    openingHours: place.openingHours ?? [],
    specialHours: listSpecialHours(site, place._key, 'ahead'),
  }))
}

/** Days on which the clinic is closed count at each place; other hours are those of the place they are given for. */
function findHours(settings: SiteSettings, key: string): Hours {
  const specialHours = settings.specialHours ?? []
  if (key === mainPlace) return { openingHours: settings.openingHours, specialHours }
  const place = findOtherPlace(settings, key)
  return {
    openingHours: place?.openingHours ?? [],
    specialHours: [...(place?.specialHours ?? []), ...specialHours.filter(isClosed)],
  }
}

function findOtherPlace({ otherPlaces }: SiteSettings, key: string) {
  return otherPlaces?.find(place => place._key === key)
}

function toLink(number: string, toHref: (e164: string) => string): ContactNumber {
  return { href: toHref(number), text: formatPhoneNumber(number) }
}
