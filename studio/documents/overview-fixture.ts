import { type OverviewContent, parseOverview } from './overview.ts'

/** The result of `overviewQuery` with one group, and what a test adds. */
export function deskContent(parts: Record<string, unknown> = {}): OverviewContent {
  return parseOverview({
    zone: { timeZone: 'America/New_York' },
    singletons: { settings: {}, settingsDraft: null, homePage: 'homePage' },
    places: { published: null, draft: null },
    announcements: [],
    services: [{ id: 'group', title: 'Group Therapy', isGroup: true, slug: 'group-therapy' }],
    articles: [],
    notices: [],
    pictures: [],
    drafts: [],
    publishedTypes: { service: true, person: true, article: true },
    oldAddresses: [],
    contact: null,
    look: null,
    opening: null,
    recent: [],
    ...parts,
  })
}

/** A published start of the group, on a date, at six in the evening. */
export function start(_id: string, startDate: string, rest: Record<string, unknown> = {}) {
  return {
    _id,
    kind: 'groupStart',
    urgency: 'routine',
    serviceId: 'group',
    startDate,
    startTime: '18:00',
    ...rest,
  }
}
