import { BellIcon } from '@sanity/icons/Bell'
import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { ClockIcon } from '@sanity/icons/Clock'
import { EditIcon } from '@sanity/icons/Edit'
import type { StructureBuilder, StructureResolver, StructureResolverContext } from 'sanity/structure'
import { reviewListItem } from './reviewing/review-list.ts'
import { homePage } from './schemaTypes/homePage.ts'
import { siteSettings } from './schemaTypes/siteSettings.ts'

const apiVersion = '2025-02-19'

/** The desk, ordered by what staff come to do: what needs them first, then announcements, then the rest. */
export const structure: StructureResolver = (desk, context) =>
  desk
    .list()
    .title('Clinic')
    .items([
      needsAttention(desk, context),
      desk.divider(),
      announcements(desk),
      desk.documentTypeListItem('article').title('Articles'),
      desk.documentTypeListItem('service').title('Services'),
      desk.documentTypeListItem('person').title('Team'),
      desk.documentTypeListItem('page').title('Pages and notices'),
      desk.divider(),
      singleton(desk, homePage),
      singleton(desk, siteSettings),
      desk.divider(),
      desk.documentTypeListItem('redirect').title('Old addresses'),
    ])

function needsAttention(desk: StructureBuilder, context: StructureResolverContext) {
  return desk
    .listItem()
    .title('Needs attention')
    .icon(CheckmarkCircleIcon)
    .child(
      desk
        .list()
        .title('Needs attention')
        .items([
          filtered(desk, {
            id: 'unpublished-changes',
            title: 'Changes not yet published',
            icon: EditIcon,
            filter: '_id in path("drafts.**") && !(_type match "system.*") && !(_type match "sanity.*")',
          }),
          reviewListItem(desk, context),
          filtered(desk, {
            id: 'notices-to-confirm',
            title: 'Notices to confirm (older than a year)',
            type: 'page',
            icon: ClockIcon,
            filter:
              '_type == "page" && kind == "notice" && (!defined(lastConfirmed) || dateTime(lastConfirmed + "T00:00:00Z") + 365 * 24 * 60 * 60 < dateTime(now()))',
          }),
        ]),
    )
}

function announcements(desk: StructureBuilder) {
  const ended =
    '(defined(showUntil) && dateTime(showUntil) <= dateTime(now())) || (!defined(showUntil) && defined(startDate) && startDate < string::split(string(now()), "T")[0])'
  return desk
    .listItem()
    .title('Announcements')
    .icon(BellIcon)
    .child(
      desk
        .list()
        .title('Announcements')
        .items([
          filtered(desk, {
            id: 'announcements-current',
            title: 'Live and scheduled',
            type: 'announcement',
            icon: BellIcon,
            filter: `_type == "announcement" && !(${ended})`,
            orderBy: 'startDate',
          }),
          filtered(desk, {
            id: 'announcements-ended',
            title: 'Ended',
            type: 'announcement',
            icon: ClockIcon,
            filter: `_type == "announcement" && (${ended})`,
          }),
        ]),
    )
}

function singleton(desk: StructureBuilder, type: typeof homePage | typeof siteSettings) {
  return desk
    .listItem()
    .id(type.name)
    .title(type.title ?? type.name)
    .icon(type.icon)
    .child(
      desk
        .document()
        .schemaType(type.name)
        .documentId(type.name)
        .title(type.title ?? type.name),
    )
}

function filtered(
  desk: StructureBuilder,
  options: {
    id: string
    title: string
    type?: string
    icon: typeof BellIcon
    filter: string
    orderBy?: string
  },
) {
  const { id, title, type, icon, filter, orderBy = '_updatedAt' } = options
  const direction = orderBy === '_updatedAt' ? 'desc' : 'asc'
  const list = desk
    .documentList()
    .id(id)
    .title(title)
    .apiVersion(apiVersion)
    .filter(filter)
    .defaultOrdering([{ field: orderBy, direction }])
  return desk
    .listItem()
    .id(id)
    .title(title)
    .icon(icon)
    .child(
      type
        ? list
            .schemaType(type)
            .canHandleIntent((intent, params) => intent === 'create' && params.type === type)
        : list,
    )
}
