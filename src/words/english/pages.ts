import type { FixedPage } from '#domain/routes.ts'
import type { LinkedSentence, PageKind } from '../words.ts'

interface FixedPageWords {
  /** In the menu, in search results, and at the head of the page. */
  title: string
  /** In search results: how else the page is found, too. Null: search does not find it. */
  search: { summary: string; topics: readonly string[] } | null
}

/** The pages whose address is always the same, in the order of the search index; the home page goes by the clinic's name. */
export const fixedPages = {
  '/contact/': {
    title: 'Contact',
    search: {
      summary: 'Call or text us, when we are open, and where to find us.',
      topics: ['phone number', 'opening hours', 'address', 'directions', 'parking', 'appointment'],
    },
  },
  '/group-therapy/': {
    title: 'Group therapy',
    search: {
      summary: 'When the next groups start, what they are, and how to join one.',
      topics: ['start dates', 'calendar', 'join'],
    },
  },
  '/services/': {
    title: 'Services',
    search: {
      summary: 'What we offer, what each treatment is for, and what is known about it.',
      topics: ['treatments'],
    },
  },
  '/articles/': {
    title: 'Articles',
    search: {
      summary: 'Plain explanations with their sources, reviewed by clinicians.',
      topics: ['reading'],
    },
  },
  '/team/': {
    title: 'Our team',
    search: {
      summary: 'The people you meet here, and those who write and review what you read.',
      topics: ['staff', 'doctors', 'nurses', 'therapists'],
    },
  },
  '/search/': { title: 'Search', search: null },
} satisfies Record<Exclude<FixedPage, '/'>, FixedPageWords>

interface KindWords {
  /** What a search result calls one. */
  one: string
  /** What several are called. */
  many: string
  /** The heading of all of them, in the list of everything on the site. */
  heading: string
}

export const kinds: Record<PageKind, KindWords> = {
  service: { one: 'Service', many: 'Services', heading: 'Services and treatments' },
  group: { one: 'Group', many: 'Groups', heading: 'Groups' },
  article: { one: 'Article', many: 'Articles', heading: 'Articles' },
  page: { one: 'Page', many: 'Pages', heading: 'The clinic' },
  person: { one: 'Team', many: 'People', heading: 'People' },
  notice: { one: 'Notice', many: 'Notices', heading: 'Notices' },
}

export const home = {
  services: 'How we can help',
  allServices: 'All services',
  groups: 'The next group',
  aboutStarts: 'Groups start on set dates. You can ask about a place at any time.',
  aboutGroups: 'About group therapy',
  highlights: 'Worth knowing',
  articles: 'Latest articles',
  allArticles: 'All articles',
  visit: 'Visit us',
  /** Of a clinic with several places. */
  mainPlace: (place: string) => `Main place: ${place}.`,
  everyPlace: 'Every place, with its hours',
  team: 'Who you meet here',
  allTeam: 'Our team',
}

export const services = {
  description: (clinic: string, summary: string) => `Services of ${clinic}. ${summary}`,
  offeredAt: <Place extends { name: string; href: string }>(
    places: readonly Place[],
  ): LinkedSentence<Place> => [
    'Offered at ',
    ...places.flatMap((place, index) => [
      index === 0 ? '' : index < places.length - 1 ? ', ' : ' and ',
      { to: place, text: place.name },
    ]),
  ],
}

export const groupTherapy = {
  summary: 'When the next group starts, who it is for, and how to join.',
  description: (clinic: string, summary: string) => `Group therapy at ${clinic}. ${summary}`,
  starts: 'Start dates',
  join: 'How to join',
  /** Of each step, the first sentence stands out. */
  steps: [
    {
      step: 'Call or text us.',
      more: 'Say which group you have in mind. If you are not sure, say so: we will help you choose.',
    },
    { step: 'Talk it over.', more: 'We answer your questions, and look with you at whether the group fits.' },
    {
      step: 'Come along.',
      more: 'If it fits, we keep a place for you, and tell you where to come and when.',
    },
  ],
  forWhom: 'Who it is for',
  forPeopleWith: 'People who live with any of these:',
  whatHappens: 'What happens in this group',
  articles: 'Articles about groups',
}

export const team = {
  description: (clinic: string, summary: string) => `The team of ${clinic}. ${summary}`,
  hasReviewed: 'Has reviewed',
}

/** Ways on from a page that is not there. */
const ways = {
  search: 'Search this site, or see all that is on it',
  services: 'Services and treatments',
  groups: 'Group therapy and start dates',
  articles: 'Articles',
  contact: 'How to reach us',
  home: 'The home page',
  helpNow: 'Help now',
}

export const notFound = {
  title: 'We can’t find that page',
  description: 'The page is not here. These lead on.',
  summary:
    'It may have moved or been taken down, or the address may have a slip in it. You have done nothing wrong.',
  whatFor: 'What were you looking for?',
  ways,
}

/** At the address of a page that the clinic has withdrawn. */
export const gone = {
  title: 'This page is no longer here',
  description: 'The clinic has taken this page down. These lead on.',
  summary: 'We have taken it down. You have done nothing wrong, and we are still here for you.',
  helpWith: 'What we help with',
  somethingElse: 'Something else?',
  ways,
}

const inCrisis: LinkedSentence<'call' | 'text'> = [
  'If you are in crisis, ',
  { to: 'call', text: 'call 988' },
  ' or ',
  { to: 'text', text: 'text 988' },
  ', the Suicide & Crisis Lifeline: free, confidential, day and night.',
]
const inAnEmergency: LinkedSentence<'emergency'> = [
  'In an emergency, ',
  { to: 'emergency', text: 'call 911' },
  '.',
]

/** Of a server that has no release yet. */
export const waiting = {
  title: 'This site is being set up',
  nothingYet:
    'There is nothing to read here yet. The site opens on this page by itself, as soon as it is ready.',
  help: 'If you need help now',
  inCrisis,
  inAnEmergency,
}

/** Where the site's server has no page for what it says. */
export const server = {
  gone: 'This page is gone for good.',
  nothingHere: 'There is nothing here.',
  wentWrong: 'Something went wrong on our side. Please try again.',
}
