import type { Language } from '#domain/languages.ts'
import { type ContactNumbers, callHref, formatPhoneNumber, textHref } from '#domain/phone-number.ts'
import type { ClinicFacts, PersonFacts } from '#domain/structured-data.ts'
import { toLook } from '#images/look.ts'
import type { Page, Person, SiteSettings } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'
import { rememberEach } from '#site/remember.ts'
import { type Addressed, type Site, toPath } from '#site/site.ts'
import type { Editable } from '#src/preview/edit.ts'
import { findPortal, type PortalView } from './menu-view.ts'

/** The clinic in structured data; `siteUrl` has no slash at its end. */
export function clinicFacts(settings: SiteSettings, siteUrl: string): ClinicFacts {
  const { clinicName, description, callNumber, address, openingHours, socialLinks, otherContact } = settings
  return {
    url: `${siteUrl}/`,
    name: clinicName,
    description,
    callNumber,
    faxNumber: otherContact?.faxNumber ?? null,
    email: otherContact?.email ?? null,
    address,
    openingHours,
    socialLinks,
    logo: siteUrl + (toLook(settings).logo?.light.webp.src ?? '/icon-512.png'),
  }
}

/** The two numbers of the clinic, as links and as patients read them. */
export function phoneNumbers({ settings }: Site): ContactNumbers {
  const { callNumber, textNumber } = settings
  return {
    call: { href: callHref(callNumber), text: formatPhoneNumber(callNumber) },
    text: { href: textHref(textNumber), text: formatPhoneNumber(textNumber) },
  }
}

/** The ways to the clinic besides its two numbers. */
export interface OtherContactView {
  portal: PortalView | null
  email: string | null
  faxNumber: string | null
}

/** The other ways to the clinic; null for one without. */
export function findOtherContact(site: Site): OtherContactView | null {
  const { otherContact } = site.settings
  const portal = findPortal(site)
  const email = otherContact?.email ?? null
  const faxNumber = otherContact?.faxNumber ?? null
  return portal || email || faxNumber ? { portal, email, faxNumber } : null
}

/** A person as an article names them. */
export interface PersonCard {
  name: string
  credentials: string | null
  /** Where the team page describes the person. */
  path: string
}

/** The same object for the same version. */
export const personCard = rememberEach(
  ({ name, credentials, slug }: Person): PersonCard => ({ name, credentials, path: `/team/#${slug}` }),
)

/** A person in structured data. */
export function personFacts(person: PersonCard | null, siteUrl: string): PersonFacts | null {
  return person && { name: person.name, credentials: person.credentials, url: `${siteUrl}${person.path}` }
}

/** A page in a list. */
export interface PageCard extends Editable {
  path: string
  title: string
  summary: string
  /** Of its words; null is the language of the site. */
  language: Language | null
}

/** The same object for the same version. */
export const pageCard = rememberEach((page: Addressed): PageCard => {
  const { _id, _type, title, summary, language } = page
  return { _id, _type, path: toPath(page), title, summary, language }
})

/** The pages of the footer: “About us” and its like, then the notices. */
export function footerPages(site: Site): PageCard[] {
  const notices = listNotices(site)
  return [...site.all('page').filter(page => !notices.includes(page)), ...notices].map(pageCard)
}

/** The notices, those that the settings list first. */
export function listNotices(site: Site): readonly Head<Page>[] {
  const pages = site.all('page')
  const chosen = (site.settings.notices ?? []).flatMap(({ _ref }) => pages.filter(({ _id }) => _id === _ref))
  return [...chosen, ...pages.filter(page => page.kind === 'notice' && !chosen.includes(page))]
}
