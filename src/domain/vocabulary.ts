/**
 * The words and patterns that the Studio's forms, the contracts of the site and the domain share.
 * It imports nothing, so that each of them may import it.
 */

/** What an announcement is about; the title is what staff choose from. */
export const announcementKinds = [
  { value: 'groupStart', title: 'A group starts' },
  { value: 'notice', title: 'Notice' },
  { value: 'closure', title: 'The clinic is closed' },
] as const

/** From least to most pressing: of the announcements that are live, the most pressing takes the bar. */
export const urgencies = [
  { value: 'routine', title: 'Routine' },
  { value: 'important', title: 'Important' },
  { value: 'urgent', title: 'Urgent' },
] as const

/** What a regulator has said of a treatment, from which its disclosure follows (PATIENTS.md, "honest claims"). */
export const regulatoryStatuses = [
  { value: 'notApplicable', title: 'Not a regulated treatment (talking therapy, groups, assessment)' },
  { value: 'fdaApproved', title: 'FDA-approved for this use' },
  { value: 'fdaCleared', title: 'Device FDA-cleared for this use' },
  { value: 'offLabel', title: 'Off-label: approved, but not for this use' },
  { value: 'investigational', title: 'Investigational: not approved' },
] as const

/** The tone of a callout in an article or a service. */
export const calloutTones = [
  { value: 'care', title: 'Care advice' },
  { value: 'warning', title: 'Warning' },
  { value: 'urgent', title: 'Urgent: get help now' },
] as const

export const plainParagraph = { value: 'normal', title: 'Paragraph' } as const

/** What a paragraph of a text can be. */
export const paragraphStyles = [
  plainParagraph,
  { value: 'h2', title: 'Heading' },
  { value: 'numberedHeading', title: 'Numbered heading' },
  { value: 'h3', title: 'Smaller heading' },
] as const

export const listKinds = [
  { value: 'bullet', title: 'Bullets' },
  { value: 'number', title: 'Numbers' },
] as const

/** How words in a text can stand out. */
export const decorators = [
  { value: 'strong', title: 'Strong' },
  { value: 'em', title: 'Emphasis' },
] as const

/** Schema types of the links that words in a text can carry. */
export const linkTypes = ['internalLink', 'externalLink'] as const

/** Schema types of what a text can hold between its paragraphs. */
export const textObjects = [
  'imageWithAlt',
  'captionedTable',
  'callout',
  'callToAction',
  'languageBlock',
] as const

/** How deep staff can put a list into a list: bullets below a step, and one more. */
export const deepestListLevel = 3

/** Days as schema.org names them, Monday first. */
export const weekdays = [
  { value: 'Monday', title: 'Monday' },
  { value: 'Tuesday', title: 'Tuesday' },
  { value: 'Wednesday', title: 'Wednesday' },
  { value: 'Thursday', title: 'Thursday' },
  { value: 'Friday', title: 'Friday' },
  { value: 'Saturday', title: 'Saturday' },
  { value: 'Sunday', title: 'Sunday' },
] as const

/**
 * The sections of the home page below its opening words, in the order of a home page that names none: it has all but the
 * team, which has a page of its own.
 */
export const homeSections = [
  { value: 'services', title: 'How we can help: the services' },
  { value: 'groups', title: 'The next group' },
  { value: 'highlights', title: 'Highlights' },
  { value: 'articles', title: 'Latest articles' },
  { value: 'visit', title: 'Visit us: address and hours' },
  { value: 'team', title: 'Our team' },
] as const

/** The sections of a home page that names none: the team has a page of its own. */
export const usualHomeSections = homeSections.flatMap(({ value }) => (value === 'team' ? [] : value))

/** What a page is for; the footer links every notice, and the Studio asks for its yearly confirmation. */
export const pageKinds = [
  { value: 'page', title: 'Page' },
  { value: 'notice', title: 'Notice that the law or good practice asks for' },
] as const

/** What visitors of a withdrawn address meet: another page (301) or a plain word that it is gone (410). */
export const redirectOutcomes = [
  { value: 'moved', title: 'Send visitors to another page' },
  { value: 'gone', title: 'Tell visitors that the page is gone' },
] as const

/**
 * The time zones of the United States, whose crisis lines the site carries. Listed here rather than asked of the
 * runtime, so that forms and generated types are the same on every machine.
 */
export const timeZones = [
  { value: 'America/New_York', title: 'Eastern (New York)' },
  { value: 'America/Chicago', title: 'Central (Chicago)' },
  { value: 'America/Denver', title: 'Mountain (Denver)' },
  { value: 'America/Phoenix', title: 'Mountain without daylight saving (Phoenix)' },
  { value: 'America/Los_Angeles', title: 'Pacific (Los Angeles)' },
  { value: 'America/Anchorage', title: 'Alaska (Anchorage)' },
  { value: 'Pacific/Honolulu', title: 'Hawaii (Honolulu)' },
  { value: 'America/Puerto_Rico', title: 'Atlantic (Puerto Rico)' },
  { value: 'Pacific/Guam', title: 'Chamorro (Guam)' },
  { value: 'Pacific/Pago_Pago', title: 'Samoa (Pago Pago)' },
] as const

/** Where those who found a weakness of the site may write: what RFC 9116 takes for a contact, but for the telephone. */
export const securityContactProtocol = /^(?:mailto|https)$/

export const securityContactAdvice =
  'Write an e-mail address as mailto:security@clinic.example, or the full address of a page, starting with https://'

/** An international phone number as E.164 writes it: a plus sign and up to fifteen digits. */
export const e164Pattern = /^\+[1-9]\d{6,14}$/

/** An e-mail address that can be written into a link as it is. */
export const emailPattern = /^[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i

/** A slug: lower-case words and numbers joined by single hyphens. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** A time of day on a 24-hour clock: 09:00, 18:30. */
export const timeOfDayPattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** A DOI as Crossref describes it: prefix, slash, suffix. */
export const doiPattern = /^10\.\d{4,9}\/\S+$/

/** The path of a page on this site: /articles/old-name/ */
export const sitePathPattern = /^\/[a-z0-9\-/]*$/
