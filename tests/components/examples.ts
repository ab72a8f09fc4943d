import type { PreparedBlock, PreparedTable, PreparedText } from '#portable-text/prepare.ts'
import type { NumberedSource } from '#portable-text/sources.ts'
import type { Citation } from '#sanity/portable-text.ts'
import type { ArticleCard, ReviewView } from '#selectors/article-view.ts'
import type { PageCard } from '#selectors/clinic-view.ts'
import { article, groupStart, image, logo, look, page, service, settings } from '../fixtures/published.ts'

/** What is published where the clinic chose a look. */
function looking(fields: Record<string, unknown>): Record<string, unknown[]> {
  return { siteSettings: [settings({ look: look(fields) })] }
}

/** A component in one of its states. */
export interface Example {
  props?: Record<string, unknown>
  /** Words inside of it. */
  slot?: string
  /** What is published, where that differs from the small clinic of the fixtures. */
  content?: Record<string, unknown[]>
  /** The heading that it stands below, where its own is of the third level. */
  under?: string
  /** It brings the title of the page along. */
  ownTitle?: boolean
}

export const now = Temporal.Instant.from('2027-01-15T15:00:00Z')

const long =
  'Psychoneuroimmunologisch-pharmakotherapeutische Behandlungsmöglichkeiten and everything else that somebody may one day write here without ever thinking of narrow screens'
const words = 'We listen first, and explain what could help.'

const citation: Citation = {
  authors: 'Zarate et al.',
  title: 'A randomized trial of an N-methyl-D-aspartate antagonist',
  journal: 'Archives of General Psychiatry',
  year: 2006,
  doi: '10.1001/archpsyc.63.8.856',
  url: null,
}
const longCitation: Citation = {
  ...citation,
  title: long,
  doi: null,
  url: `https://example.org/${'path-'.repeat(30)}`,
}

const pages: PageCard[] = [
  {
    _id: 'group',
    _type: 'service',
    path: '/services/group/',
    title: 'Group Therapy',
    summary: words,
    language: null,
  },
  {
    _id: 'long',
    _type: 'service',
    path: '/services/long/',
    title: long,
    summary: `${long}. ${long}.`,
    language: 'es',
  },
]
const cards: ArticleCard[] = [
  {
    _id: 'a',
    _type: 'article',
    path: '/articles/a/',
    title: 'How sleep helps',
    summary: words,
    lastReviewed: '2026-10-09',
    image: image(),
    language: null,
  },
  {
    _id: 'b',
    _type: 'article',
    path: '/articles/b/',
    title: long,
    summary: long,
    lastReviewed: null,
    image: null,
    language: 'ar',
  },
]
const headings = ['What it is', 'How it helps', long, 'What it costs', 'Who it is for'].map(
  (text, index) => ({
    id: `part-${index}`,
    text,
    level: 2 as const,
    number: index < 2 ? index + 1 : null,
  }),
)
const review: ReviewView = {
  author: { name: 'Ada Example', credentials: 'RN', path: '/team/#ada' },
  reviewer: { name: long, credentials: 'MD', path: '/team/#long' },
  published: '2026-02-01',
  lastReviewed: '2026-10-09',
  nextReview: '2027-10-09',
  isOverdue: false,
}
const table: PreparedTable = {
  id: 'table',
  caption: 'What to expect, week by week',
  head: ['', 'Visits', 'How long each takes'],
  rows: [
    ['First week', '5', '20 minutes'],
    [long, '1', long],
  ],
  hasRowHeadings: true,
}
const sources: NumberedSource[] = [
  { number: 1, citation, citedAt: ['cited-1-1'] },
  { number: 2, citation: longCitation, citedAt: ['cited-2-1', 'cited-2-2'] },
]

function block(text: string): PreparedBlock {
  const child = { _type: 'span' as const, _key: 's', text, marks: [] }
  return {
    _type: 'block',
    _key: 'b',
    heading: null,
    listItem: null,
    level: 1,
    children: [child],
    markDefs: [],
  }
}

const text: PreparedText = {
  nodes: [
    { kind: 'passage', blocks: [block(words), block(long)] },
    {
      kind: 'callout',
      at: 'body',
      tone: 'warning',
      heading: 'Ask first',
      level: 2,
      id: 'ask',
      blocks: [block(words)],
    },
    { kind: 'image', at: 'body', image: image({ caption: 'A lake in the morning' }) },
    { kind: 'table', at: 'body', table },
    { kind: 'callToAction', at: 'body', heading: null, level: 2, id: 'reach-us' },
    {
      kind: 'language',
      at: 'body',
      language: 'ar',
      level: 2,
      id: 'ar',
      blocks: [block('المساعدة اللغوية متاحة لك مجانًا.')],
      showNumber: true,
    },
  ],
  headings: [],
  edit: () => undefined,
}

const closed = {
  announcement: [
    groupStart('closed', { kind: 'closure', urgency: 'urgent', startDate: null, message: long }),
  ],
}
const twiceADay = {
  siteSettings: [
    settings({
      openingHours: [
        { _key: 'm', days: ['Monday', 'Friday'], opens: '08:30', closes: '12:00' },
        { _key: 'a', days: ['Monday', 'Friday'], opens: '13:15', closes: '20:00' },
      ],
    }),
  ],
}
const wordy = {
  siteSettings: [
    settings({
      clinicName: long.slice(0, 120),
      callToAction: {
        heading: long,
        text: long,
        callLabel: 'Call our front desk',
        textLabel: 'Send us a text',
      },
      textingTerms: long,
      socialLinks: [{ _key: 'l', label: 'A network', url: 'https://network.example/clinic' }],
      footerCredit: long,
    }),
  ],
  page: [page('about'), page('privacy', { kind: 'notice', title: long })],
}
const day = { lastDay: null, name: null, opens: null, closes: null }
const address = {
  street: long.slice(0, 100),
  locality: 'Kent',
  region: 'OH',
  postalCode: '44240',
  mapUrl: null,
  directions: long,
}
/** All that a clinic may have besides what every clinic has; a day that differs is today, others are ahead. */
const everyOption = {
  page: [page('about', { title: long })],
  siteSettings: [
    settings({
      specialHours: [
        { ...day, _key: 'today', firstDay: '2027-01-15', name: long.slice(0, 80) },
        {
          ...day,
          _key: 'soon',
          firstDay: '2027-01-18',
          lastDay: '2027-01-20',
          opens: '09:30',
          closes: '12:00',
        },
      ],
      otherPlaces: [
        {
          _key: 'lake',
          name: 'Lakeside office',
          address,
          callNumber: '+12165550142',
          textNumber: '+12165550142',
          faxNumber: '+12165550143',
          openingHours: [{ _key: 'a', days: ['Friday'], opens: '10:00', closes: '14:00' }],
          specialHours: null,
        },
      ],
      otherContact: {
        portalUrl: 'https://portal.example/',
        portalLabel: null,
        email: `${'front-desk.'.repeat(6)}office@clinic.example`,
        faxNumber: '+12165550143',
      },
      menu: [
        { _key: 'a', path: '/team/', page: null, label: 'People' },
        { _key: 'b', path: null, page: { _ref: 'about' }, label: null },
      ],
    }),
  ],
}
const place = {
  key: 'lake',
  value: 'lake',
  name: 'Lakeside office',
  address,
  call: null,
  text: null,
  fax: null,
  hasHours: true,
}
const number = { href: 'tel:+12165550142', text: '(216) 555-0142' }
const alone = (...states: string[]) =>
  Object.fromEntries(states.map((state): [string, Example] => [state, {}]))

/** Every component of the site in the states that matter: what it shows, nothing, and more than anyone had in mind. */
export const examples: Record<string, Record<string, Example>> = {
  AnnouncementBar: {
    'group start': {},
    urgent: { content: closed },
    none: { content: { announcement: [] } },
  },
  ArticleList: {
    list: { props: { articles: cards, level: 2 } },
    lead: { props: { articles: cards, level: 2, lead: true } },
  },
  Breadcrumbs: { trail: { props: { trail: pages.map(({ path, title }) => ({ path, name: title })) } } },
  CallToAction: {
    plain: { props: { id: 'reach' } },
    bare: { props: { id: 'reach', bare: true, foldTerms: true } },
    long: { props: { id: 'reach', heading: long }, content: wordy, slot: long },
  },
  Callout: {
    care: { props: { tone: 'care', heading: 'Sleep', level: 2, id: 'a' }, slot: words },
    warning: { props: { tone: 'warning', heading: 'Driving', level: 2, id: 'a' }, slot: words },
    urgent: { props: { tone: 'urgent', heading: long, level: 2, id: 'a' }, slot: long },
  },
  CitationText: { doi: { props: { citation } }, address: { props: { citation: longCitation } } },
  ClinicAddress: alone('address'),
  ConditionList: {
    list: { props: { service: { _id: 'tms', _type: 'service', conditions: ['Depression', long] } } },
  },
  ContactLink: {
    call: { props: { by: 'call' } },
    text: { props: { by: 'text' } },
    stacked: { props: { by: 'call', stacked: true }, content: wordy },
  },
  Contents: {
    long: { props: { headings, more: [{ id: 'sources', text: 'Sources' }] } },
    short: { props: { headings: headings.slice(0, 3) } },
    none: { props: { headings: [] } },
  },
  ContentsList: { list: { props: { entries: headings } } },
  CrisisBlock: alone('block'),
  CrisisFirst: alone('first'),
  Disclosure: Object.fromEntries(
    ['fdaApproved', 'fdaCleared', 'offLabel', 'investigational', 'notApplicable'].map(regulatoryStatus => [
      regulatoryStatus,
      { props: { service: { regulatoryStatus, title: 'This treatment', regulatoryNote: words } } },
    ]),
  ),
  EverythingList: {
    everything: {
      content: { ...wordy, article: [article('a', { topics: ['Sleep'] }), article('b', { title: long })] },
    },
    little: { content: { announcement: [], article: [], person: [], service: [] } },
  },
  Figure: {
    caption: { props: { image: image({ caption: long }) } },
    plain: { props: { image: image(), eager: true } },
  },
  GroupStarts: {
    next: {
      props: { level: 2 },
      content: { announcement: [groupStart('a'), groupStart('b', { startDate: '2027-03-06' })] },
    },
    large: { props: { level: 2, large: true }, content: { service: [service('group', { title: long })] } },
    cancelled: {
      props: { level: 2 },
      content: {
        announcement: [
          groupStart('a', { cancelledUntil: '2027-02-07T05:00:00Z' }),
          groupStart('b', { startDate: '2027-03-06' }),
        ],
      },
    },
    'at several places': {
      props: { level: 2 },
      content: {
        ...everyOption,
        announcement: [
          groupStart('a', { place: 'lake' }),
          groupStart('b', { startDate: '2027-03-06', place: 'main' }),
        ],
      },
    },
    none: { props: { level: 2 }, content: { announcement: [] } },
  },
  Highlight: {
    full: {
      under: 'Worth knowing',
      props: {
        homePage: { _id: 'homePage', _type: 'homePage' },
        highlight: {
          _key: 'h',
          heading: long,
          text: `${words}\n${long}`,
          citation,
          link: { _ref: 'group' },
          linkLabel: 'Read on',
          showCallToAction: true,
        },
      },
    },
    plain: {
      under: 'Worth knowing',
      props: {
        homePage: { _id: 'homePage', _type: 'homePage' },
        highlight: {
          _key: 'h',
          heading: 'Groups',
          text: words,
          citation: null,
          link: null,
          linkLabel: null,
          showCallToAction: false,
        },
      },
    },
  },
  Horizon: {
    drawing: {},
    hills: { content: looking({ drawing: 'hills' }) },
    circles: { content: looking({ drawing: 'circles' }) },
  },
  LanguageBlock: {
    'left to right': { props: { language: 'es', level: 2, id: 'es', showNumber: true }, slot: words },
    'right to left': { props: { language: 'ar', level: 2, id: 'ar', showNumber: true }, slot: long },
    'without the number': { props: { language: 'zh-Hans', level: 2, id: 'zh-hans' }, slot: words },
  },
  LanguageLinks: {
    links: {
      props: {
        links: [
          { language: 'ar', path: '/ar/' },
          { language: null, path: '/en/' },
        ],
        around: 'es',
      },
    },
    none: { props: { links: [] } },
  },
  Logo: {
    mark: {},
    logo: { content: looking({ logo: logo() }) },
    'on a band, instead of the name': {
      content: looking({ logo: logo(), logoDark: logo(), logoPlace: 'instead', header: 'band' }),
    },
  },
  Mark: {
    mark: {},
    hills: { content: looking({ drawing: 'hills', color: '#1f3a8a' }) },
    circles: { content: looking({ drawing: 'circles' }) },
  },
  OpenNow: { week: {}, 'twice a day': { content: twiceADay }, 'days that differ': { content: everyOption } },
  OpeningHours: {
    hours: {},
    'twice a day': { content: twiceADay },
    'days that differ': { content: everyOption, props: { allAhead: true } },
  },
  OtherContact: { all: { content: everyOption }, none: {} },
  PageHead: {
    plain: { props: { title: 'Services', summary: words }, ownTitle: true },
    long: {
      props: { title: long, summary: long, trail: [{ name: long, path: '/services/' }] },
      ownTitle: true,
      slot: words,
    },
    'without trail': { props: { title: 'Nothing here', trail: null }, ownTitle: true },
  },
  Passage: { html: { props: { html: `<p>${words}</p><ul><li>${long}</li></ul>` } } },
  PersonPhoto: {
    photo: { props: { name: 'Ada Example', photo: image() } },
    initials: { props: { name: 'Ada Example', photo: null } },
    'one word': { props: { name: 'Ada', photo: null } },
  },
  Picture: {
    lazy: { props: { image: image(), sizes: '92vw' } },
    eager: { props: { image: image(), sizes: '92vw', eager: true } },
  },
  PlaceCard: {
    full: {
      under: 'Where we are',
      content: everyOption,
      props: {
        place: {
          ...place,
          call: number,
          text: { ...number, href: 'sms:+12165550142' },
          fax: '(216) 555-0143',
        },
      },
    },
    'without hours': { under: 'Where we are', props: { place: { ...place, hasHours: false } } },
  },
  PortalLink: { link: { props: { href: 'https://portal.example/', text: 'Patient portal' } } },
  PortableText: {
    everything: { props: { text } },
    nothing: { props: { text: { nodes: [], headings: [], words: 0 } } },
  },
  QuestionList: {
    questions: { props: { language: 'vi', questions: [{ question: long, answer: [block(long)] }] } },
    none: { props: { language: null, questions: [] } },
  },
  ReachBar: { bar: {}, long: { content: wordy } },
  RelatedPages: { pages: { props: { pages } }, none: { props: { pages: [] } } },
  ReviewNote: {
    reviewed: { props: { article: cards[0], review, words: 900 } },
    overdue: { props: { article: cards[0], review: { ...review, isOverdue: true }, words: 10 } },
    'not reviewed': {
      props: {
        article: cards[0],
        review: { ...review, reviewer: null, lastReviewed: null, nextReview: null },
        words: 900,
      },
    },
    nobody: { props: { article: cards[0], review: { ...review, author: null, reviewer: null }, words: 900 } },
  },
  SearchField: alone('field'),
  SearchResults: alone('results'),
  ServiceList: { list: { props: { services: pages, level: 2 } }, none: { props: { services: [] } } },
  SiteFooter: { footer: {}, long: { content: wordy }, 'every option': { content: everyOption } },
  SiteHeader: { header: {}, long: { content: wordy }, 'every option': { content: everyOption } },
  SiteWords: { words: { slot: words } },
  SourceList: { sources: { props: { sources } }, none: { props: { sources: [] } } },
  Table: {
    table: { props: { table } },
    'without row headings': { props: { table: { ...table, hasRowHeadings: false } } },
  },
  TextColumns: { text: { slot: long } },
  TopicList: {
    topics: { props: { topics: pages.map(({ path, title }) => ({ path, title })), heading: 'Topics' } },
    none: { props: { topics: [], heading: 'Topics' } },
  },
}
