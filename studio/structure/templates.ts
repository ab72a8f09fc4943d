import { BellIcon } from '@sanity/icons/Bell'
import { CalendarIcon } from '@sanity/icons/Calendar'
import { MoonIcon } from '@sanity/icons/Moon'
import type { InitialValueResolverContext, Template } from 'sanity'
import { findShownPlace } from '../documents/announcement-lists.ts'
import { type OverviewContent, overviewQuery, parseOverview } from '../documents/overview.ts'
import { overviewParams } from '../documents/overview-params.ts'
import { apiVersion } from '../project.ts'
import { nextStart } from './next-start.ts'

/** What staff announce, each with a form that is filled in as far as it can be. The first begins with what is likely. */
export const announcementTemplates: Template[] = [
  {
    id: 'group-start',
    title: 'New group start',
    description: 'The date on which a group begins',
    schemaType: 'announcement',
    icon: CalendarIcon,
    value: async (_params: unknown, context: InitialValueResolverContext) =>
      groupStartValue(await loadContent(context), Temporal.Now.instant()),
  },
  {
    id: 'notice',
    title: 'New notice',
    description: 'Something that patients should know for a while',
    schemaType: 'announcement',
    icon: BellIcon,
    value: { kind: 'notice', urgency: 'routine' },
  },
  {
    id: 'closure',
    title: 'New closure',
    description: 'In words, for less than a day; whole days are in the Settings',
    schemaType: 'announcement',
    icon: MoonIcon,
    value: { kind: 'closure', urgency: 'important' },
  },
]

/** What a new group start begins with: the group, where there is but one, and when its next start is likely. */
export function groupStartValue(content: OverviewContent, now: Temporal.Instant) {
  const value = { kind: 'groupStart', urgency: 'routine' }
  const groups = content.services.filter(({ isGroup }) => isGroup)
  // A translation counts as its original (decision 0069).
  const isTranslation = (originalId: string | null) => groups.some(({ id }) => id === originalId)
  const [group, ...others] = groups.filter(({ originalId }) => !isTranslation(originalId))
  if (!group || others.length > 0) return value
  const starts = content.announcements.flatMap(({ kind, serviceId, startDate, startTime, place }) =>
    kind === 'groupStart' && groups.some(({ id }) => id === serviceId) && startDate
      ? [{ startDate, startTime, place }]
      : [],
  )
  const next = nextStart(starts, content.zone, now)
  return {
    ...value,
    service: { _type: 'reference', _ref: group.id, _weak: true },
    ...(next && { startDate: next.startDate }),
    ...(next?.startTime && { startTime: next.startTime }),
    ...(next?.place && findShownPlace(next, content) && { place: next.place }),
  }
}

async function loadContent({ getClient }: InitialValueResolverContext): Promise<OverviewContent> {
  const client = getClient({ apiVersion }).withConfig({ perspective: 'raw' })
  return parseOverview(await client.fetch(overviewQuery, overviewParams(Temporal.Now.instant())))
}
