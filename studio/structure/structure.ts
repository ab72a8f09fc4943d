import { TrashIcon } from '@sanity/icons/Trash'
import type { ComponentType, ReactNode } from 'react'
import type { SchemaType, SortOrderingItem } from 'sanity'
import type { StructureBuilder, StructureResolver } from 'sanity/structure'
import { DeletedPane } from '../deleted/DeletedPane.tsx'
import { RequestsIcon } from '../requests/RequestsIcon.tsx'
import { RequestsPane } from '../requests/RequestsPane.tsx'
import { AnnouncementsPane } from './AnnouncementsPane.tsx'
import { AttentionPane } from './AttentionPane.tsx'
import { AnnouncementsIcon, AttentionIcon } from './CountIcon.tsx'

/** The desk, ordered by what staff come to do: what needs them first, then announcements, then the rest. */
export const structure: StructureResolver = (desk, { schema }) =>
  desk
    .list()
    .title('Clinic')
    .items([
      needsAttention(desk),
      announcements(desk),
      pane(desk, 'requests', 'Asked to publish', RequestsIcon, RequestsPane),
      desk.divider(),
      documents(desk, 'article', 'Articles', { field: 'publishedAt', direction: 'desc' }),
      documents(desk, 'service', 'Services', { field: 'order', direction: 'asc' }),
      documents(desk, 'person', 'Team', { field: 'order', direction: 'asc' }),
      documents(desk, 'page', 'Pages and notices', { field: 'title', direction: 'asc' }),
      desk.divider(),
      singleton(desk, schema.get('homePage')),
      singleton(desk, schema.get('siteSettings')),
      desk.divider(),
      documents(desk, 'redirect', 'Old addresses', { field: 'from', direction: 'asc' }),
      pane(desk, 'deleted', 'Recently deleted', TrashIcon, DeletedPane),
    ])

function needsAttention(desk: StructureBuilder) {
  return desk
    .listItem()
    .id('needs-attention')
    .title('Needs attention')
    .icon(AttentionIcon)
    .child(desk.component(AttentionPane).id('needs-attention').title('Needs attention').minWidth(340))
}

function pane(desk: StructureBuilder, id: string, title: string, icon: ComponentType, list: () => ReactNode) {
  return desk
    .listItem()
    .id(id)
    .title(title)
    .icon(icon)
    .child(desk.component(list).id(id).title(title).minWidth(340))
}

function announcements(desk: StructureBuilder) {
  return desk
    .listItem()
    .id('announcements')
    .title('Announcements')
    .icon(AnnouncementsIcon)
    .child(
      desk
        .component(AnnouncementsPane)
        .id('announcements')
        .title('Announcements')
        .minWidth(340)
        .canHandleIntent((intent, { type }) => ['create', 'edit'].includes(intent) && type === 'announcement')
        .child((id, { params }) => {
          const form = desk.document().id('editor').schemaType('announcement').documentId(id)
          return params?.template ? form : form.initialValueTemplate('announcement')
        }),
    )
}

function documents(desk: StructureBuilder, type: string, title: string, order: SortOrderingItem) {
  return desk
    .documentTypeListItem(type)
    .title(title)
    .child(desk.documentTypeList(type).title(title).defaultOrdering([order]))
}

function singleton(desk: StructureBuilder, type: SchemaType | undefined) {
  if (!type)
    throw new Error('The structure lists a singleton of a type that schemaTypes/index.ts does not have.')
  const { name, title = name } = type
  const form = desk.document().schemaType(name).documentId(name).title(title)
  return desk.listItem().id(name).title(title).icon(type.icon).child(form)
}
