import { getPublishedId } from '@sanity/client/csm'
import type { PreviewProps } from 'sanity'
import { afterLanguage } from '../documents/after-language.ts'
import { listAnnouncements } from '../documents/announcement-lists.ts'
import { type Overview, useOverview } from '../live/overview-context.ts'
import { findPoint } from './attention.ts'

/** A document in a list with its state in words, from the overview; a document without any keeps its usual second line. */
export function StatePreview(props: PreviewProps) {
  const overview = useOverview()
  const id = '_id' in props && typeof props._id === 'string' ? getPublishedId(props._id) : null
  const words = overview && id ? findWords(overview, id) : null
  const language = 'language' in props ? props.language : null
  return props.renderDefault(words ? { ...props, subtitle: afterLanguage(language, words) } : props)
}

function findWords({ content, faults, now }: Overview, id: string): string | null {
  if (content.announcements.some(({ _id }) => getPublishedId(_id) === id)) {
    const lists = listAnnouncements(content, now)
    const listed = Object.values(lists).flat()
    return listed.find(item => item.id === id)?.words ?? null
  }
  return findPoint(id, content, faults, now)?.words ?? null
}
