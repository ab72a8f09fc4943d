import type { ClinicFacts, PersonFacts } from '../clinic/structured-data.ts'
import type { Page, Person, SiteSettings } from '../content/contracts.ts'
import type { Snapshot } from '../content/snapshot.ts'

/** The clinic as search engines are told of it; `siteUrl` has no slash at its end. */
export function clinicFacts(settings: SiteSettings, siteUrl: string): ClinicFacts {
  const { clinicName, description, callNumber, address, openingHours, socialLinks } = settings
  return { url: `${siteUrl}/`, name: clinicName, description, callNumber, address, openingHours, socialLinks }
}

/** The person that a reference leads to; null without a reference, or while the person is not published. */
export function findPerson(snapshot: Snapshot, reference: { _ref: string } | null): Person | null {
  return snapshot.people.find(({ _id }) => _id === reference?._ref) ?? null
}

/** “Dana Whitfield, MD” */
export function fullName({ name, credentials }: Person): string {
  return credentials ? `${name}, ${credentials}` : name
}

/** Where the team page tells of the person. */
export function personPath({ slug }: Person): string {
  return `/team/#${slug}`
}

/** A person as search engines are told. */
export function personFacts(person: Person | null, siteUrl: string): PersonFacts | null {
  if (!person) return null
  const { name, credentials } = person
  return { name, credentials, url: `${siteUrl}${personPath(person)}` }
}

/** The notices of the footer: those of the settings in their order, then every other notice. */
export function footerNotices(snapshot: Snapshot): Page[] {
  const chosen = (snapshot.settings.notices ?? []).flatMap(({ _ref }) =>
    snapshot.pages.filter(({ _id }) => _id === _ref),
  )
  const rest = snapshot.pages.filter(page => page.kind === 'notice' && !chosen.includes(page))
  return [...chosen, ...rest]
}

/** Pages that are not notices and that the settings do not list among them: “About us”. */
export function footerPages(snapshot: Snapshot): Page[] {
  const notices = footerNotices(snapshot)
  return snapshot.pages.filter(page => !notices.includes(page))
}
