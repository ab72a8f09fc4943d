/**
 * The time zone of the clinic as the Studio last read it from the settings, for previews, which cannot ask: until it
 * is read, the zone of the browser, which is the clinic's wherever staff work.
 */
let zone: string | null = null

/** The zone by which previews tell dates. */
export function knownZone(): string {
  return zone ?? Temporal.Now.timeZoneId()
}

/** Keeps the zone that was read from the settings in mind. */
export function keepZone(read: string): void {
  zone = read
}
