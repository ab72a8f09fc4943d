import { z } from 'zod'
import { isInstant } from '#domain/iso-time.ts'
import { longest, tooLong } from '#domain/lengths.ts'
import { pasteAddress } from '#domain/link-address.ts'
import { isPhoneNumber } from '#domain/phone-number.ts'
import { reservedPageSlugs } from '#domain/routes.ts'
import {
  announcementKinds,
  pageKinds,
  redirectOutcomes,
  regulatoryStatuses,
  securityContactAdvice,
  securityContactProtocol,
  sitePathPattern,
  slugPattern,
  timeOfDayPattern,
  timeZones,
  urgencies,
  weekdays,
} from '#domain/vocabulary.ts'
import {
  date,
  instant,
  list,
  oneOf,
  optional,
  optionalImage,
  optionalText,
  place,
  reference,
  requiredText,
  text,
  webAddress,
} from './fields.ts'
import { citation, keyedCitation, portableText, simpleText } from './portable-text.ts'
import type { DOCUMENTS_QUERY_RESULT } from './sanity.types.ts'

/*
 * What the site accepts of each type of document. Messages speak to staff, in the words of the Studio's forms.
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

const slug = text('slug', 'Press “Generate” to make the address of the page.').regex(
  slugPattern,
  'Use lower-case letters, digits and single hyphens only.',
)

const phoneNumber = z
  .string('Write the number with its area code, like (330) 754-4844.')
  .refine(isPhoneNumber, 'Write the number with its area code, like (330) 754-4844.')

const timeOfDay = z
  .string('Write the time with AM or PM, for example 9 AM.')
  .regex(timeOfDayPattern, 'Write the time with AM or PM, for example 9 AM.')

const siteSettings = z.object({
  ...head('siteSettings'),
  _id: z.literal('siteSettings'),
  clinicName: requiredText('name', 'Give the name of the clinic.'),
  description: requiredText('summary', 'Say in one sentence what the clinic does.'),
  callNumber: phoneNumber,
  textNumber: phoneNumber,
  callToAction: z.object(
    {
      heading: requiredText('heading', 'Write the heading above the call and text buttons.'),
      text: optionalText('note'),
      callLabel: requiredText('label', 'Write the word on the call button.'),
      textLabel: requiredText('label', 'Write the word on the text button.'),
    },
    'Write the words around the numbers.',
  ),
  textingTerms: requiredText('note', 'Write the texting terms.'),
  address: z.object(
    {
      street: requiredText('term', 'Fill in “Street and number”.'),
      locality: requiredText('term', 'Fill in “City”.'),
      region: requiredText('term', 'Fill in “State”.'),
      postalCode: requiredText('term', 'Fill in “ZIP code”.'),
      mapUrl: optional(webAddress),
      directions: optionalText('note'),
    },
    'Give the address of the clinic.',
  ),
  openingHours: list(
    'openingHours',
    z
      .object({
        _key: z.string(),
        days: list('days', oneOf(weekdays, 'Tick the days again.'), 'Tick at least one day.').min(
          1,
          'Tick at least one day.',
        ),
        opens: timeOfDay,
        closes: timeOfDay,
      })
      .refine(hours => hours.opens < hours.closes, 'Choose a closing time after the opening time.'),
    'Add at least one row of opening hours.',
  ).min(1, 'Add at least one row of opening hours.'),
  timeZone: oneOf(timeZones, 'Choose the time zone of the clinic.'),
  socialLinks: list(
    'socialLinks',
    z.object({
      _key: z.string(),
      label: requiredText('label', 'Name the service.'),
      url: webAddress.regex(/^https:/i, pasteAddress),
    }),
  ).nullable(),
  notices: list('notices', reference).nullable(),
  footerCredit: optionalText('sentence'),
  securityContact: optional(
    z
      .url({ protocol: securityContactProtocol, error: securityContactAdvice })
      .regex(/^\S+$/, securityContactAdvice)
      .max(longest('address'), tooLong('address')),
  ),
})

const homePage = z.object({
  ...head('homePage'),
  _id: z.literal('homePage'),
  heading: requiredText('heading', 'Write the opening words of the home page.'),
  introduction: requiredText('summary', 'Write two or three sentences below the opening words.'),
  highlights: list(
    'highlights',
    z
      .object({
        _key: z.string(),
        heading: requiredText('heading', 'Give the highlight a heading.'),
        text: requiredText('note', 'Write the text of the highlight.'),
        citation: citation.nullable(),
        link: reference.nullable(),
        linkLabel: optionalText('label'),
        showCallToAction: z.boolean().nullable(),
      })
      .refine(({ link, linkLabel }) => !link || linkLabel?.trim(), {
        path: ['linkLabel'],
        error: 'Write the words of the link.',
      }),
  ).nullable(),
})

/** A first meeting is of a group that starts: what another announcement keeps of one, its form hides and nobody reads. */
function withoutIdleStart(value: unknown): unknown {
  const isIdle = typeof value === 'object' && value !== null && 'kind' in value && value.kind !== 'groupStart'
  return isIdle ? { ...value, startDate: null, startTime: null, cancelledUntil: null } : value
}

const announcementFields = z
  .object({
    ...head('announcement'),
    kind: oneOf(announcementKinds, 'Choose what the announcement is about.'),
    service: reference.nullable(),
    startDate: optional(date('Write the date of the first meeting.')),
    startTime: optional(timeOfDay),
    message: optionalText('sentence'),
    link: reference.nullable(),
    urgency: oneOf(urgencies, 'Choose how urgent it is.'),
    showFrom: optional(instant('Write again when this shows from.')),
    showUntil: optional(instant('Write again when this ends.')),
    cancelledUntil: optional(instant('Write again until when patients read that it is cancelled.')),
  })
  .superRefine((value, context) => {
    const fault = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (value.kind === 'groupStart') {
      if (!value.service) fault('service', 'Choose the group that starts.')
      if (!value.startDate) fault('startDate', 'Write the date of the first meeting.')
      if (!value.startTime) fault('startTime', 'Write the time of the first meeting, for example 6 PM.')
    } else {
      if (!value.message?.trim()) fault('message', 'Write the sentence that patients will read.')
      if (!value.showUntil) fault('showUntil', 'Write when this ends: it then disappears by itself.')
    }
    const from = value.showFrom ?? ''
    const until = value.showUntil ?? ''
    if (isInstant(from) && isInstant(until) && Date.parse(from) >= Date.parse(until)) {
      fault('showUntil', 'Set “Show until” after “Show from”.')
    }
  })
const announcement = z.preprocess(withoutIdleStart, announcementFields)

const service = z
  .object({
    ...head('service'),
    title: requiredText('title', 'Give the service a name.'),
    slug,
    summary: requiredText('summary', 'Write one or two sentences about the service.'),
    isGroup: z.boolean().nullable(),
    image: optionalImage,
    body: portableText,
    regulatoryStatus: oneOf(regulatoryStatuses, 'Choose the regulatory status of the treatment.'),
    regulatoryNote: optionalText('note'),
    conditions: list('conditions', text('term')).nullable(),
    questions: list(
      'questions',
      z.object({
        _key: z.string(),
        question: requiredText('sentence', 'Write the question.'),
        answer: simpleText,
      }),
    ).nullable(),
    order: place('Give a whole number, for example 10.'),
  })
  .refine(value => value.regulatoryStatus === 'notApplicable' || value.regulatoryNote?.trim(), {
    path: ['regulatoryNote'],
    error: 'Say what the status means for this treatment.',
  })

const article = z
  .object({
    ...head('article'),
    title: requiredText('title', 'Give the article a title.'),
    slug,
    summary: requiredText('summary', 'Write one or two sentences that say what the article answers.'),
    image: optionalImage,
    body: portableText,
    publishedAt: instant('Write the date and time of publication.'),
    author: z.object(reference.shape, 'Choose who wrote the article.'),
    reviewer: reference.nullable(),
    lastReviewed: optional(date('Write the date of the last review.')),
    reviewIntervalMonths: z
      .int('Give a number of months from 1 to 60.')
      .min(1, 'Give a number of months from 1 to 60.')
      .max(60, 'Give a number of months from 1 to 60.'),
    topics: list('topics', text('term')).nullable(),
    sources: list('sources', keyedCitation).nullable(),
    related: list('related', reference).nullable(),
  })
  .refine(value => !value.reviewer || value.lastReviewed, {
    path: ['lastReviewed'],
    error: 'Write the date of the last review.',
  })

const person = z.object({
  ...head('person'),
  name: requiredText('name', 'Give the name.'),
  slug,
  credentials: optionalText('term'),
  role: requiredText('term', 'Say what the person does at the clinic.'),
  biography: requiredText('note', 'Write two or three sentences about the person.'),
  photo: optionalImage,
  order: place('Give a whole number, for example 10.'),
})

const page = z
  .object({
    ...head('page'),
    title: requiredText('title', 'Give the page a title.'),
    slug: slug.refine(
      value => !reservedPageSlugs.includes(value),
      'The site itself uses this address. Choose another.',
    ),
    kind: oneOf(pageKinds, 'Choose what kind of page this is.'),
    summary: requiredText('summary', 'Write one sentence that says what the page is about.'),
    body: portableText,
    lastConfirmed: optional(date('Write the date on which the notice was last checked.')),
  })
  .refine(value => value.kind !== 'notice' || value.lastConfirmed, {
    path: ['lastConfirmed'],
    error: 'Write the date on which the notice was last checked.',
  })

const redirect = z
  .object({
    ...head('redirect'),
    from: text('path', 'Write the old address.').regex(
      sitePathPattern,
      'Write the old address without the name of the site: /articles/old-name/',
    ),
    outcome: oneOf(redirectOutcomes, 'Choose what happens at the old address.'),
    target: reference.nullable(),
  })
  .refine(value => value.outcome === 'gone' || value.target, {
    path: ['target'],
    error: 'Choose the page that visitors reach instead.',
  })

/** The contract of each type of document that the site reads, by `_type`. */
export const contracts = { siteSettings, homePage, announcement, service, article, person, page, redirect }

export type DocumentType = keyof typeof contracts

export function isDocumentType(value: string): value is DocumentType {
  return value in contracts
}

export type DocumentOf<Type extends DocumentType> = z.infer<(typeof contracts)[Type]>
export type SiteSettings = DocumentOf<'siteSettings'>
export type HomePage = DocumentOf<'homePage'>
export type Announcement = DocumentOf<'announcement'>
export type Service = DocumentOf<'service'>
export type Article = DocumentOf<'article'>
export type Person = DocumentOf<'person'>
export type Page = DocumentOf<'page'>
export type Redirect = DocumentOf<'redirect'>

/*
 * Held at compile time: every value that a contract lets through is one that the query can yield according to the
 * Studio's schema. A field renamed in the Studio makes the query yield null there, and the last line an error that
 * names the type.
 */
type Yields<Type extends DocumentType> = DOCUMENTS_QUERY_RESULT[Type][number]
type Departing = {
  [Type in DocumentType]: DocumentOf<Type> extends Yields<Type> ? never : Type
}[DocumentType]
type Nothing<T extends never> = T
export type ContractsAgreeWithSchema = Nothing<Departing>
