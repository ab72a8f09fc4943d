import type {
  BreadcrumbList,
  Event,
  FAQPage,
  MedicalClinic,
  MedicalWebPage,
  Person,
  PersonLeaf,
  WebSite,
  WithContext,
} from 'schema-dts'
import { type Announcement, announcementStart, isCancelled } from './announcements.ts'
import { webHref } from './link-address.ts'
import type { OpeningHoursRow } from './opening-hours.ts'
import type { SpecialHours } from './special-hours.ts'
import {
  type AddressFacts,
  type LocationFacts,
  type PlaceFacts,
  toDepartment,
  toPostalAddress,
  toSpecialSpecification,
  toWeekSpecification,
} from './structured-places.ts'

/** What is described of the clinic where a page is about it. */
interface ClinicDetails {
  /** Days ahead with other hours. */
  readonly specialHours?: readonly SpecialHours[]
  readonly otherPlaces?: readonly PlaceFacts[]
}

/** What structured data says of the clinic. Every `url` here is absolute. */
export interface ClinicFacts {
  /** The home page, with its trailing slash. */
  readonly url: string
  readonly name: string
  readonly description: string | null
  /** E.164. */
  readonly callNumber: string
  /** E.164. */
  readonly faxNumber?: string | null
  readonly email?: string | null
  readonly address: AddressFacts
  readonly openingHours: readonly OpeningHoursRow[]
  readonly socialLinks?: readonly { readonly url: string }[] | null
  /** The address of its logo, or of its mark. */
  readonly logo?: string | null
}

export interface PersonFacts {
  readonly name: string
  readonly credentials: string | null
  readonly url?: string | null
}

export interface TeamMemberFacts extends PersonFacts {
  /** What the person does at the clinic. */
  readonly role: string
  readonly biography: string
}

export interface PageFacts {
  readonly url: string
  /** A tag (BCP 47). */
  readonly language: string
  readonly title: string
  readonly description: string
  /** ISO instant or date. */
  readonly publishedAt?: string | null
  /** ISO instant: when staff last changed the page’s own document. */
  readonly modifiedAt?: string | null
  readonly image?: string | null
  readonly author?: PersonFacts | null
  /** YYYY-MM-DD. */
  readonly lastReviewed?: string | null
  readonly reviewer?: PersonFacts | null
}

export interface EventFacts {
  readonly announcement: Announcement
  /** The title of the group. */
  readonly name: string
  readonly url: string
  readonly description: string | null
  readonly location: LocationFacts
}

const context = 'https://schema.org'

/** The clinic itself: name, number, place and hours; other places are its departments. */
export function medicalClinic(
  clinic: ClinicFacts,
  { specialHours = [], otherPlaces = [] }: ClinicDetails = {},
): WithContext<MedicalClinic> {
  return {
    '@context': context,
    '@type': 'MedicalClinic',
    '@id': clinicId(clinic),
    name: clinic.name,
    url: clinic.url,
    description: clinic.description ?? undefined,
    telephone: clinic.callNumber,
    faxNumber: clinic.faxNumber ?? undefined,
    email: clinic.email ?? undefined,
    logo: clinic.logo ?? undefined,
    address: toPostalAddress(clinic.address),
    hasMap: webHref(clinic.address.mapUrl ?? '') ?? undefined,
    openingHoursSpecification: toWeekSpecification(clinic.openingHours),
    specialOpeningHoursSpecification: toSpecialSpecification(specialHours, clinic.openingHours),
    department: otherPlaces.length === 0 ? undefined : otherPlaces.map(place => toDepartment(place, clinic)),
    sameAs: clinic.socialLinks?.flatMap(({ url }) => webHref(url) ?? []),
  }
}

/** The site as a whole, by the name that search results show above its pages. `language` is a tag (BCP 47). */
export function webSite(clinic: ClinicFacts, language: string): WithContext<WebSite> {
  return {
    '@context': context,
    '@type': 'WebSite',
    '@id': siteId(clinic),
    url: clinic.url,
    name: clinic.name,
    description: clinic.description ?? undefined,
    inLanguage: language,
    publisher: clinicReference(clinic),
  }
}

/** Somebody of the team. */
export function teamMember(member: TeamMemberFacts, clinic: ClinicFacts): WithContext<Person> {
  const { role, biography } = member
  return {
    '@context': context,
    ...person(member),
    jobTitle: role,
    description: biography,
    worksFor: clinicReference(clinic),
  }
}

/**
 * A page of medical content. The review is stated only when both its date and its reviewer are known
 * (PATIENTS.md, “structured data”).
 */
export function medicalWebPage(page: PageFacts, clinic: ClinicFacts): WithContext<MedicalWebPage> {
  const { lastReviewed, reviewer } = page
  return {
    '@context': context,
    '@type': 'MedicalWebPage',
    '@id': page.url,
    url: page.url,
    name: page.title,
    description: page.description,
    inLanguage: page.language,
    image: page.image ?? undefined,
    datePublished: page.publishedAt ?? undefined,
    dateModified: page.modifiedAt ?? undefined,
    author: page.author ? person(page.author) : undefined,
    ...(lastReviewed && reviewer ? { lastReviewed, reviewedBy: person(reviewer) } : {}),
    publisher: clinicReference(clinic),
    isPartOf: { '@type': 'WebSite', '@id': siteId(clinic), name: clinic.name, url: clinic.url },
  }
}

/** A group start that lies ahead or is cancelled, as an event; null for any other announcement. */
export function event(
  { announcement, name, url, description, location }: EventFacts,
  clinic: ClinicFacts,
  zone: string,
): WithContext<Event> | null {
  const start = announcementStart(announcement, zone)
  if (!start || announcement.kind !== 'groupStart') return null
  const local = start.toZonedDateTimeISO(zone)
  return {
    '@context': context,
    '@type': 'Event',
    name,
    url,
    description: description ?? undefined,
    startDate: announcement.startTime
      ? local.toString({ timeZoneName: 'never' })
      : local.toPlainDate().toString(),
    eventStatus: isCancelled(announcement)
      ? 'https://schema.org/EventCancelled'
      : 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: location.name,
      address: location.address ? toPostalAddress(location.address) : undefined,
    },
    organizer: clinicReference(clinic),
  }
}

/** The breadcrumbs of a page, from the home page down to the page itself. */
export function breadcrumbs(
  trail: readonly { readonly name: string; readonly url: string }[],
): WithContext<BreadcrumbList> {
  return {
    '@context': context,
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ name, url }, index) => ({
      '@type': 'ListItem' as const,
      position: index + 1,
      name,
      item: url,
    })),
  }
}

/** Questions with their answers in plain text, or null where there are none. */
export function faqPage(
  questions: readonly { readonly question: string; readonly answer: string }[],
): WithContext<FAQPage> | null {
  if (questions.length === 0) return null
  return {
    '@context': context,
    '@type': 'FAQPage',
    mainEntity: questions.map(({ question, answer }) => ({
      '@type': 'Question' as const,
      name: question,
      acceptedAnswer: { '@type': 'Answer' as const, text: answer },
    })),
  }
}

/**
 * JSON for a script element: “<” is escaped, so that no text of an editor can close the element or open a comment
 * (HTML, “Restrictions for contents of script elements”).
 */
export function toJsonLd(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

/** The clinic, on a page that does not describe it: enough for a reader of this page alone. */
function clinicReference(clinic: ClinicFacts) {
  return { '@type': 'MedicalClinic' as const, '@id': clinicId(clinic), name: clinic.name, url: clinic.url }
}

function siteId(clinic: ClinicFacts): string {
  return `${clinic.url}#site`
}

function clinicId(clinic: ClinicFacts): string {
  return `${clinic.url}#clinic`
}

function person({ name, credentials, url }: PersonFacts): PersonLeaf {
  return { '@type': 'Person', name, honorificSuffix: credentials ?? undefined, url: url ?? undefined }
}
