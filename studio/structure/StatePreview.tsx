import type { PreviewProps } from 'sanity'
import { listAnnouncements } from '../documents/announcement-lists.ts'
import { publishedId } from '../documents/overview.ts'
import { type Desk, useDesk } from '../live/overview-context.ts'
import { findPoint } from './attention.ts'

/** A document in a list with its state in words, as the desk has computed it; what is well keeps its usual second line. */
export function StatePreview(props: PreviewProps) {
  const desk = useDesk()
  const id = '_id' in props && typeof props._id === 'string' ? publishedId(props._id) : null
  const words = desk && id ? findWords(desk, id) : null
  return props.renderDefault(words ? { ...props, subtitle: words } : props)
}

function findWords({ content, faults, now }: Desk, id: string): string | null {
  if (content.announcements.some(({ _id }) => publishedId(_id) === id)) {
    const lists = listAnnouncements(content, now)
    const listed = Object.values(lists).flat()
    return listed.find(item => item.id === id)?.words ?? null
  }
  return findPoint(id, content, faults, now)?.words ?? null
}
