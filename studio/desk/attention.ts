import { announcementState, announcementWindow, isCancelled } from '../../src/clinic/announcements.ts'
import { formatDate } from '../../src/clinic/clinic-time.ts'
import { needsConfirming } from '../../src/clinic/notices.ts'
import { reviewOf, reviewSigns, reviewWords } from '../reviewing/review-of.ts'
import { hasEnd, listAnnouncements, sentenceOf } from './announcement-lists.ts'
import { type DeskContent, publishedId } from './desk-content.ts'
import type { DeskFault } from './desk-context.ts'

/** A document that waits for somebody, and what for. */
export interface AttentionItem {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly words: string
  /** The field that is meant, where one is. */
  readonly field?: string
}

/** Documents that wait for the same thing. */
export interface AttentionSection {
  readonly name: 'faults' | 'endingSoon' | 'reviews' | 'pictures' | 'notices' | 'drafts'
  readonly title: string
  readonly items: readonly AttentionItem[]
}

const soonDays = 7

/** All that waits for staff, the most pressing first; sections with nothing in them too. */
export function findAttention(
  content: DeskContent,
  faults: readonly DeskFault[],
  now: Temporal.Instant,
): AttentionSection[] {
  return [
    {
      name: 'faults',
      title: 'To mend on the site',
      items: faults.map(({ documentId, type, title, field, fieldTitle, reason, level }) => ({
        id: documentId,
        type,
        title,
        field,
        words: `${level === 'heldBack' ? 'Held back' : 'Shown, but incomplete'}. ${fieldTitle}: ${reason}`,
      })),
    },
    {
      name: 'endingSoon',
      title: 'Announcements that end within seven days',
      items: endingSoon(content, now),
    },
    { name: 'reviews', title: 'Articles to review', items: toReview(content, now) },
    {
      name: 'pictures',
      title: 'Pictures without words for those who do not see them',
      items: once(content.pictures).map(({ id, type, title }) => ({
        id,
        type,
        title: title ?? 'Without a title',
        words: 'Say in one sentence what the picture shows',
      })),
    },
    { name: 'notices', title: 'Notices to confirm', items: toConfirm(content, now) },
    {
      name: 'drafts',
      title: 'Drafts that are not published',
      items: content.drafts
        .filter(({ id }) => !isOver(id, content, now))
        .map(({ id, type, title }) => ({
          id: publishedId(id),
          type,
          title: findSentence(id, content) ?? title ?? nameOfUntitled(type),
          words: 'Patients do not see what this draft says',
        })),
    },
  ]
}

function endingSoon(content: DeskContent, now: Temporal.Instant): AttentionItem[] {
  const soon = now.add({ hours: soonDays * 24 })
  return listAnnouncements(content, now)
    .live.filter(({ announcement }) => {
      // It was taken care of.
      if (isCancelled(announcement)) return false
      const { until } = announcementWindow(announcement, content.zone)
      return Temporal.Instant.compare(until, soon) <= 0
    })
    .map(({ id, sentence, words }) => ({ id, type: 'announcement', title: sentence, words }))
}

function toReview({ articles, zone }: DeskContent, now: Temporal.Instant): AttentionItem[] {
  return articles.flatMap(article => {
    const review = reviewOf(article, zone, now)
    if (review.state === 'current') return []
    const { id, title } = article
    const words = `${reviewSigns[review.state]} ${reviewWords(review)}`
    return [{ id, type: 'article', title: title ?? 'Article without a title', words }]
  })
}

function toConfirm({ notices, zone }: DeskContent, now: Temporal.Instant): AttentionItem[] {
  return notices
    .filter(({ lastConfirmed }) => needsConfirming(lastConfirmed, zone, now))
    .map(({ id, title, lastConfirmed }) => ({
      id,
      type: 'page',
      field: 'lastConfirmed',
      title: title ?? 'Notice without a title',
      words: lastConfirmed ? `Last confirmed ${formatDate(lastConfirmed)}` : 'Never confirmed',
    }))
}

/** Each document once, whichever of its versions were found. */
function once<T extends { id: string }>(documents: readonly T[]): T[] {
  return [
    ...new Map(
      documents.map(document => [publishedId(document.id), { ...document, id: publishedId(document.id) }]),
    ).values(),
  ]
}

/** Whether the announcement with the id, in that very version, would be over if it were published: nobody has to see to it. */
function isOver(id: string, content: DeskContent, now: Temporal.Instant): boolean {
  const { zone, announcements } = content
  const announcement = announcements.find(({ _id }) => _id === id)
  return (
    announcement !== undefined &&
    hasEnd(announcement, zone) &&
    announcementState(announcement, zone, now) === 'ended'
  )
}

/** What the announcement with the id says, in that very version; null where it is none. */
function findSentence(id: string, content: DeskContent): string | null {
  const announcement = content.announcements.find(({ _id }) => _id === id)
  return announcement ? sentenceOf(announcement, content) : null
}

function nameOfUntitled(type: string): string {
  if (type === 'homePage') return 'Home page'
  return type === 'siteSettings' ? 'Settings' : 'Without a title'
}
