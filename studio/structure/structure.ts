import { TrashIcon } from '@sanity/icons/Trash'
import type { ComponentType, ReactNode } from 'react'
import type { SchemaType, SortOrderingItem } from 'sanity'
import type { StructureBuilder, StructureResolver } from 'sanity/structure'
import { singletons } from '#domain/document-types.ts'
import { DeletedPane } from '../deleted/DeletedPane.tsx'
import { deskLists } from '../documents/desk-lists.ts'
import { RequestsIcon } from '../requests/RequestsIcon.tsx'
import { RequestsPane } from '../requests/RequestsPane.tsx'
import { AnnouncementsPane } from './AnnouncementsPane.tsx'
import { AttentionPane } from './AttentionPane.tsx'
import { AnnouncementsIcon, AttentionIcon } from './CountIcon.tsx'

/** Ordered by what staff come to do: what needs attention first, then announcements, then the rest. */
export const structure: StructureResolver = (S, { schema }) =>
  S.list()
    .title('Clinic')
    .items([
      needsAttention(S),
      announcements(S),
      pane(S, 'requests', 'Asked to publish', RequestsIcon, RequestsPane),
      S.divider(),
      ...deskLists.map(({ type, title, order }) => documents(S, type, title, order)),
      S.divider(),
      ...singletons.map(type => singleton(S, schema.get(type))),
      S.divider(),
      documents(S, 'redirect', 'Old addresses', { field: 'from', direction: 'asc' }),
      pane(S, 'deleted', 'Recently deleted', TrashIcon, DeletedPane),
    ])

function needsAttention(S: StructureBuilder) {
  return S.listItem()
    .id('needs-attention')
    .title('Needs attention')
    .icon(AttentionIcon)
    .child(S.component(AttentionPane).id('needs-attention').title('Needs attention').minWidth(340))
}

function pane(S: StructureBuilder, id: string, title: string, icon: ComponentType, list: () => ReactNode) {
  return S.listItem()
    .id(id)
    .title(title)
    .icon(icon)
    .child(S.component(list).id(id).title(title).minWidth(340))
}

function announcements(S: StructureBuilder) {
  return S.listItem()
    .id('announcements')
    .title('Announcements')
    .icon(AnnouncementsIcon)
    .child(
      S.component(AnnouncementsPane)
        .id('announcements')
        .title('Announcements')
        .minWidth(340)
        .canHandleIntent((intent, { type }) => ['create', 'edit'].includes(intent) && type === 'announcement')
        .child((id, { params }) => {
          const form = S.document().id('editor').schemaType('announcement').documentId(id)
          return params?.template ? form : form.initialValueTemplate('announcement')
        }),
    )
}

function documents(S: StructureBuilder, type: string, title: string, order: SortOrderingItem) {
  return S.documentTypeListItem(type)
    .title(title)
    .child(S.documentTypeList(type).title(title).defaultOrdering([order]))
}

function singleton(S: StructureBuilder, type: SchemaType | undefined) {
  if (!type)
    throw new Error('The structure lists a singleton of a type that schemaTypes/index.ts does not have.')
  const { name, title = name } = type
  const form = S.document().schemaType(name).documentId(name).title(title)
  return S.listItem().id(name).title(title).icon(type.icon).child(form)
}
