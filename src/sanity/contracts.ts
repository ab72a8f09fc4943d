import { z } from 'zod'
import type { DocumentType } from '#domain/document-types.ts'
import { fieldRules, reservedSlug } from '#domain/field-rules.ts'
import { isInstant } from '#domain/iso-time.ts'
import { languages } from '#domain/languages.ts'
import { longest, tooLong } from '#domain/lengths.ts'
import { pasteAddress } from '#domain/link-address.ts'
import { isReservedPageSlug } from '#domain/routes.ts'
import { findState, readState } from '#domain/states.ts'
import { describeFault } from '#domain/typed.ts'
import {
  announcementKinds,
  pageKinds,
  redirectOutcomes,
  regulatoryStatuses,
  securityContactAdvice,
  securityContactProtocol,
  sitePathPattern,
  slugPattern,
  timeZones,
  urgencies,
} from '#domain/vocabulary.ts'
import {
  homeSectionList,
  menu,
  openingHours,
  otherContact,
  otherPlaces,
  phoneNumber,
  postalAddress,
  specialHours,
  timeOfDay,
} from './clinic-fields.ts'
import {
  date,
  instant,
  list,
  oneOf,
  optional,
  optionalImage,
  optionalPlainImage,
  optionalText,
  place,
  reference,
  requiredText,
  secureAddress,
  text,
} from './fields.ts'
import { look } from './look.ts'
import { citation, keyedCitation, portableText, simpleText } from './portable-text.ts'

/*
 * What the site accepts of each type of document. Messages speak to staff, in the words of the Studio's forms. The compiler
 * holds contracts, query and schema together: see contract-agreement.types.ts.
 */

function head<Type extends string>(type: Type) {
  return {
    _id: z.string(),
    _rev: z.string(),
    _type: z.literal(type),
    _createdAt: z.string(),
    /** When staff last published a change: an ISO instant. */
    _updatedAt: z.string(),
  }
}

const slug = text('slug', fieldRules.slug.missing).regex(slugPattern, fieldRules.slug.shape)

/** Of a document that can be in another language than the site, and be the translation of one of its type. */
const translation = {
  language: optional(oneOf(languages, fieldRules.translation.language)),
  translationOf: reference.nullable(),
}

/** What is in the language of the site translates nothing: a document that it named before, its form hides. */
function withoutIdleOriginal(value: unknown): unknown {
  return Object(value).language ? value : { ...Object(value), translationOf: null }
}

const isNotItself: [(value: { _id: string; translationOf: { _ref: string } | null }) => boolean, object] = [
  ({ _id, translationOf }) => translationOf?._ref !== _id,
  { path: ['translationOf'], error: fieldRules.translation.itself },
]

const settingsFields = z.object({
  ...head('siteSettings'),
  _id: z.literal('siteSettings'),
  clinicName: requiredText(fieldRules.siteSettings.clinicName),
  description: requiredText(fieldRules.siteSettings.description),
  callNumber: phoneNumber,
  textNumber: phoneNumber,
  callToAction: z.object(
    {
      heading: requiredText(fieldRules.callToAction.heading),
      text: optionalText('note'),
      callLabel: requiredText(fieldRules.callToAction.callLabel),
      textLabel: requiredText(fieldRules.callToAction.textLabel),
    },
    fieldRules.siteSettings.callToAction,
  ),
  textingTerms: requiredText(fieldRules.siteSettings.textingTerms),
  address: postalAddress(fieldRules.siteSettings.address),
  openingHours: openingHours.min(1, fieldRules.siteSettings.openingHours),
  specialHours: specialHours.nullable(),
  placeName: optionalText('name'),
  otherPlaces: otherPlaces.nullable(),
  otherContact: otherContact.nullable(),
  menu: menu.nullable(),
  timeZone: optional(oneOf(timeZones, fieldRules.siteSettings.timeZone)),
  socialLinks: list(
    'socialLinks',
    z.object({
      _key: z.string(),
      label: requiredText(fieldRules.siteSettings.socialLinkLabel),
      url: secureAddress(pasteAddress),
    }),
  ).nullable(),
  notices: list('notices', reference).nullable(),
  footerCredit: optionalText('sentence'),
  isSample: z.boolean().nullable(),
  securityContact: optional(
    z
      .url({ protocol: securityContactProtocol, error: securityContactAdvice })
      .regex(/^\S+$/, securityContactAdvice)
      .max(longest('address'), tooLong('address')),
  ),
  look,
})

/** A time zone that is left empty is that of the state. */
const siteSettings = settingsFields.transform((settings, context) => {
  const { region } = settings.address
  const timeZone = settings.timeZone ?? findState(region)?.zones[0]
  if (timeZone) return { ...settings, timeZone }
  context.addIssue({
    code: 'custom',
    path: ['address', 'region'],
    message: describeFault(region, readState(region)),
  })
  return z.NEVER
})

const homePage = z.object({
  ...head('homePage'),
  _id: z.literal('homePage'),
  heading: requiredText(fieldRules.homePage.heading),
  introduction: requiredText(fieldRules.homePage.introduction),
  picture: optionalPlainImage,
  highlights: list(
    'highlights',
    z
      .object({
        _key: z.string(),
        heading: requiredText(fieldRules.highlight.heading),
        text: requiredText(fieldRules.highlight.text),
        citation: citation.nullable(),
        link: reference.nullable(),
        linkLabel: optionalText('label'),
        showCallToAction: z.boolean().nullable(),
      })
      .refine(({ link, linkLabel }) => !link || linkLabel?.trim(), {
        path: ['linkLabel'],
        error: fieldRules.highlight.linkLabel,
      }),
  ).nullable(),
  sections: homeSectionList.nullable(),
})

/** A first meeting is of a group that starts: what another announcement keeps of one, its form hides and nobody reads. */
function withoutIdleStart(value: unknown): unknown {
  const isIdle = typeof value === 'object' && value !== null && 'kind' in value && value.kind !== 'groupStart'
  return isIdle ? { ...value, startDate: null, startTime: null, cancelledUntil: null, place: null } : value
}

const announcementFields = z
  .object({
    ...head('announcement'),
    kind: oneOf(announcementKinds, fieldRules.announcement.kind),
    service: reference.nullable(),
    startDate: optional(date(fieldRules.announcement.startDate)),
    startTime: optional(timeOfDay),
    message: optionalText('sentence'),
    link: reference.nullable(),
    urgency: oneOf(urgencies, fieldRules.announcement.urgency),
    showFrom: optional(instant('Write again when this shows from.')),
    showUntil: optional(instant('Write again when this ends.')),
    cancelledUntil: optional(instant('Write again until when patients read that it is cancelled.')),
    place: optionalText('term'),
  })
  .superRefine((value, context) => {
    const fault = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (value.kind === 'groupStart') {
      if (!value.service) fault('service', fieldRules.announcement.service)
      if (!value.startDate) fault('startDate', fieldRules.announcement.startDate)
      if (!value.startTime) fault('startTime', fieldRules.announcement.startTime)
    } else {
      if (!value.message?.trim()) fault('message', fieldRules.announcement.message)
      if (!value.showUntil) fault('showUntil', fieldRules.announcement.showUntil)
    }
    const from = value.showFrom ?? ''
    const until = value.showUntil ?? ''
    if (isInstant(from) && isInstant(until) && Date.parse(from) >= Date.parse(until)) {
      fault('showUntil', fieldRules.announcement.window)
    }
  })
const announcement = z.preprocess(withoutIdleStart, announcementFields)

const serviceFields = z
  .object({
    ...head('service'),
    title: requiredText(fieldRules.service.title),
    slug,
    summary: requiredText(fieldRules.service.summary),
    isGroup: z.boolean().nullable(),
    places: list('places', text('term')).nullable(),
    image: optionalImage,
    body: portableText(fieldRules.service.body),
    regulatoryStatus: oneOf(regulatoryStatuses, fieldRules.service.regulatoryStatus),
    regulatoryNote: optionalText('note'),
    conditions: list('conditions', text('term')).nullable(),
    questions: list(
      'questions',
      z.object({
        _key: z.string(),
        question: requiredText(fieldRules.questionAndAnswer.question),
        answer: simpleText(fieldRules.questionAndAnswer.answer),
      }),
    ).nullable(),
    order: place,
    ...translation,
  })
  .refine(...isNotItself)
  .refine(value => value.regulatoryStatus === 'notApplicable' || value.regulatoryNote?.trim(), {
    path: ['regulatoryNote'],
    error: fieldRules.service.regulatoryNote,
  })

const service = z.preprocess(withoutIdleOriginal, serviceFields)

const articleFields = z
  .object({
    ...head('article'),
    title: requiredText(fieldRules.article.title),
    slug,
    summary: requiredText(fieldRules.article.summary),
    image: optionalImage,
    body: portableText(fieldRules.article.body),
    publishedAt: instant(fieldRules.article.publishedAt),
    author: z.object(reference.shape, fieldRules.article.author),
    reviewer: reference.nullable(),
    lastReviewed: optional(date(fieldRules.article.lastReviewed)),
    reviewIntervalMonths: z
      .int(fieldRules.article.reviewIntervalMonths)
      .min(1, fieldRules.article.reviewIntervalMonths)
      .max(60, fieldRules.article.reviewIntervalMonths),
    topics: list('topics', text('term')).nullable(),
    sources: list('sources', keyedCitation).nullable(),
    related: list('related', reference).nullable(),
    ...translation,
  })
  .refine(...isNotItself)
  .refine(value => !value.reviewer || value.lastReviewed, {
    path: ['lastReviewed'],
    error: fieldRules.article.lastReviewed,
  })

const article = z.preprocess(withoutIdleOriginal, articleFields)

const person = z.object({
  ...head('person'),
  name: requiredText(fieldRules.person.name),
  slug,
  credentials: optionalText('term'),
  role: requiredText(fieldRules.person.role),
  biography: requiredText(fieldRules.person.biography),
  photo: optionalImage,
  order: place,
})

const pageFields = z
  .object({
    ...head('page'),
    title: requiredText(fieldRules.page.title),
    slug: slug.refine(value => !isReservedPageSlug(value), {
      error: ({ input }) => reservedSlug(String(input)),
    }),
    kind: oneOf(pageKinds, fieldRules.page.kind),
    summary: requiredText(fieldRules.page.summary),
    body: portableText(fieldRules.page.body),
    lastConfirmed: optional(date(fieldRules.page.lastConfirmed)),
    ...translation,
  })
  .refine(...isNotItself)
  .refine(value => value.kind !== 'notice' || value.lastConfirmed, {
    path: ['lastConfirmed'],
    error: fieldRules.page.lastConfirmed,
  })

const page = z.preprocess(withoutIdleOriginal, pageFields)

const redirect = z
  .object({
    ...head('redirect'),
    from: text('path', fieldRules.redirect.from).regex(sitePathPattern, fieldRules.redirect.from),
    outcome: oneOf(redirectOutcomes, fieldRules.redirect.outcome),
    target: reference.nullable(),
  })
  .refine(value => value.outcome === 'gone' || value.target, {
    path: ['target'],
    error: fieldRules.redirect.target,
  })

/** The contract of each type of document that the site reads, by `_type`. */
export const contracts = {
  homePage,
  siteSettings,
  announcement,
  service,
  article,
  page,
  person,
  redirect,
} satisfies Record<DocumentType, z.ZodType>

export type DocumentOf<Type extends DocumentType> = Type extends keyof typeof contracts
  ? z.infer<(typeof contracts)[Type]>
  : never
export type SiteSettings = DocumentOf<'siteSettings'>
export type HomePage = DocumentOf<'homePage'>
export type Announcement = DocumentOf<'announcement'>
export type Service = DocumentOf<'service'>
export type Article = DocumentOf<'article'>
export type Person = DocumentOf<'person'>
export type Page = DocumentOf<'page'>
export type Redirect = DocumentOf<'redirect'>
