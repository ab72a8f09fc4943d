import type { TextKind } from './lengths.ts'

/*
 * What staff do about a field, read by the Studio's forms and by the contracts of the site alike: by the first while they
 * write, by the second where a script or an import wrote. A field that must have a text has its kind, which gives its
 * greatest length, and what staff read while there is none.
 */

/** A text that must be there. */
export interface TextRule {
  readonly kind: TextKind
  readonly missing: string
}

type Rules = Record<string, TextRule | string>

/** By the type of the document or object, then by its field. */
export const fieldRules = {
  siteSettings: {
    clinicName: { kind: 'name', missing: 'Give the name of the clinic: every page shows it.' },
    description: {
      kind: 'summary',
      missing: 'Say in one sentence what the clinic does: search engines show it.',
    },
    number: 'Write the number with its area code, like (614) 555-0142.',
    callToAction: 'Write the words around the numbers.',
    textingTerms: {
      kind: 'note',
      missing: 'Write the texting terms: patients must see them before they text.',
    },
    address: 'Give the address of the clinic.',
    openingHours: 'Add at least one row of opening hours.',
    timeZone: 'Choose the time zone of the clinic.',
    socialLinkLabel: { kind: 'label', missing: 'Name the service, for example “Facebook”.' },
  },
  look: {
    color: 'Write the color as # and six digits, like #0e5a5b, or choose it from the palette.',
    choice: 'Choose again.',
  },
  callToAction: {
    heading: { kind: 'heading', missing: 'Write the heading above the call and text buttons.' },
    callLabel: { kind: 'label', missing: 'Write the word on the call button, for example “Call”.' },
    textLabel: { kind: 'label', missing: 'Write the word on the text button, for example “Text”.' },
  },
  postalAddress: {
    street: { kind: 'term', missing: 'Fill in “Street and number”.' },
    locality: { kind: 'term', missing: 'Fill in “City”.' },
    region: { kind: 'term', missing: 'Fill in “State”.' },
    postalCode: { kind: 'term', missing: 'Fill in “ZIP code”.' },
  },
  openingHours: {
    days: 'Tick at least one day.',
    order: 'Choose a closing time after the opening time.',
  },
  specialHours: {
    firstDay: 'Write the day, for example November 26.',
    lastDay: 'Choose a last day after the first day, at most a year later.',
    hours: 'Write from when to when, or leave both empty for a closed day.',
    sum: 'These are more than 1,000 days together. Take away those that are over.',
  },
  otherPlace: {
    name: { kind: 'name', missing: 'Name the place as patients do, for example “Lakeside office”.' },
    address: 'Give the address of the place.',
    unique: 'Two places have one hidden key. Take one of them away and add it again.',
    key: 'Pages cannot name this place by its hidden key. Take the place away and add it again.',
  },
  otherContact: {
    email: 'Write an e-mail address, for example hello@clinic.example',
    portalUrl: 'Paste the full address of the portal, starting with https://',
  },
  menuItem: {
    target: 'Choose a page of the site, or a page that you wrote.',
  },
  homeSection: {
    kind: 'Choose the section.',
    heading: { kind: 'heading', missing: 'Write words that can be seen, or leave the heading empty.' },
    unique: 'Each section can be shown once.',
  },
  homePage: {
    heading: { kind: 'heading', missing: 'Write the opening words of the home page.' },
    introduction: { kind: 'summary', missing: 'Write two or three sentences below the opening words.' },
  },
  highlight: {
    heading: { kind: 'heading', missing: 'Give the highlight a heading.' },
    text: { kind: 'note', missing: 'Write the text of the highlight.' },
    linkLabel: 'Write the words of the link.',
  },
  announcement: {
    kind: 'Choose what the announcement is about.',
    service: 'Choose the group that starts.',
    startDate: 'Write the date of the first meeting.',
    startTime: 'Write the time of the first meeting, for example 6 PM.',
    message: 'Write the sentence that patients will read.',
    urgency: 'Choose how urgent it is.',
    showUntil: 'Write when this ends: it then disappears by itself.',
    window: 'Set “Show until” after “Show from”.',
  },
  service: {
    title: { kind: 'title', missing: 'Give the service a name.' },
    body: 'Write what the service is and what to expect.',
    summary: { kind: 'summary', missing: 'Write one or two sentences about the service.' },
    regulatoryStatus: 'Choose the regulatory status of the treatment.',
    regulatoryNote: 'Say what the status means for this treatment.',
  },
  questionAndAnswer: {
    question: { kind: 'sentence', missing: 'Write the question as a patient would ask it.' },
    answer: 'Write the answer.',
  },
  article: {
    title: { kind: 'title', missing: 'Give the article a title.' },
    body: 'Write the text of the article.',
    summary: {
      kind: 'summary',
      missing: 'Write one or two sentences that say what the article answers.',
    },
    publishedAt: 'Write the date and time of publication.',
    author: 'Choose who wrote the article.',
    lastReviewed: 'Write the date of the last review.',
    reviewIntervalMonths: 'Give a number of months from 1 to 60.',
  },
  person: {
    name: { kind: 'name', missing: 'Give the name.' },
    role: { kind: 'term', missing: 'Say what the person does at the clinic.' },
    biography: { kind: 'note', missing: 'Write two or three sentences about the person.' },
  },
  page: {
    title: { kind: 'title', missing: 'Give the page a title.' },
    body: 'Write the text of the page.',
    summary: { kind: 'summary', missing: 'Write one sentence that says what the page is about.' },
    kind: 'Choose what kind of page this is.',
    lastConfirmed: 'Write the date on which the notice was last checked.',
  },
  redirect: {
    from: 'Write the old address without the name of the site: /articles/old-name/',
    outcome: 'Choose what happens at the old address.',
    target: 'Choose the page that visitors reach instead.',
  },
  slug: {
    missing: 'Press “Generate” to make the address of the page.',
    shape: 'Use lower-case letters, digits and single hyphens only: how-ketamine-works',
  },
  place: { shape: 'Give a whole number, for example 10.' },
  imageWithAlt: { alt: { kind: 'sentence', missing: 'Say in one sentence what the picture shows.' } },
  citation: {
    authors: { kind: 'authors', missing: 'Name the authors.' },
    title: { kind: 'studyTitle', missing: 'Copy the title of the study.' },
    journal: { kind: 'journal', missing: 'Name the journal or the publisher.' },
    year: 'Give the year of publication, for example 2006.',
    address: 'Give the DOI or the web address, so that readers can find the source.',
  },
  internalLink: { target: 'Choose the page that this links to.' },
  callout: {
    tone: 'Choose what kind of callout this is.',
    heading: { kind: 'heading', missing: 'Give the callout a heading.' },
    text: 'Write the text of the callout.',
  },
  languageBlock: {
    language: 'Choose the language of this text.',
    text: 'Write the text in this language.',
    unique: 'This language has a text further up already. Put all that is said in it into one.',
  },
  translation: {
    language: 'This language is not known to the site. Choose another.',
    taken: 'That page has a translation into this language already.',
    itself: 'This is the page itself. Choose the page that it translates.',
  },
  captionedTable: { caption: { kind: 'heading', missing: 'Say above the table what it shows.' } },
} as const satisfies Record<string, Rules>

/** The words for an address that the site itself uses. */
export function reservedSlug(slug: string): string {
  return `The site itself uses “${slug}”. Choose another address.`
}
