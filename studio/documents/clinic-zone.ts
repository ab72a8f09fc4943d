import { findClinicZone } from '#domain/states.ts'

/** What `toClinicZone` reads, as a part of a query. */
export const clinicZone = '*[_id == "siteSettings"][0]{timeZone, "region": address.region}'

/** The time zone of the clinic. Until its settings are filled in, it is taken to be where the sample is. */
export function toClinicZone(settings: Parameters<typeof findClinicZone>[0] | null | undefined): string {
  return findClinicZone(settings ?? {}) ?? 'America/New_York'
}
