import { getPublishedId } from '@sanity/client/csm'
import { announcementState } from '#domain/announcements.ts'
import { formatDate } from '#domain/clinic-time.ts'
import { needsConfirming } from '#domain/notices.ts'
import { hasEnd } from '../documents/announcement-lists.ts'
import { documentTitle } from '../documents/document-title.ts'
import { findDraftPath, type OverviewContent, type OverviewDraft } from '../documents/overview.ts'
import type { OverviewFault } from '../live/overview-context.ts'
import type { AttentionPoint } from '../panes/PaneList.tsx'
import { computeReview, reviewSigns, reviewWords } from '../reviews/review.ts'

/** A document that waits for somebody. */
export interface AttentionItem {
  readonly id: string
  readonly type: string
  readonly title: string
  /** At least one; the most pressing first. */
  readonly points: readonly AttentionPoint[]
}

/** Documents that wait for the same thing above all. */
export interface AttentionSection {
  readonly name: 'faults' | 'reviews' | 'pictures' | 'notices' | 'drafts'
  readonly title: string
  readonly items: readonly AttentionItem[]
}

/**
 * All that waits for staff, the most pressing first; sections with nothing in them too. A document is listed once, with
 * everything that it waits for, where it is most pressing. What begins and ends by itself waits for nobody.
 */
export function findAttention(
  content: OverviewContent,
  faults: readonly OverviewFault[],
  now: Temporal.Instant,
): AttentionSection[] {
  const sections = findWaiting(content, faults, now)
  const listed = new Map<string, Waiting[]>()
  for (const waiting of sections.flatMap(({ waiting }) => waiting)) {
    listed.set(waiting.id, [...(listed.get(waiting.id) ?? []), waiting])
  }
  return sections.map(({ waiting, ...section }) => ({
    ...section,
    items: waiting.flatMap(first => {
      const points = listed.get(first.id) ?? []
      return points[0] === first ? [{ id: first.id, type: first.type, title: first.title, points }] : []
    }),
  }))
}

/** The first thing, but for a draft, that the document waits for; null where there is none. */
export function findPoint(
  id: string,
  content: OverviewContent,
  faults: readonly OverviewFault[],
  now: Temporal.Instant,
): AttentionPoint | null {
  const sections = findWaiting(content, faults, now).filter(({ name }) => name !== 'drafts')
  return sections.flatMap(({ waiting }) => waiting).find(waiting => waiting.id === id) ?? null
}

interface Waiting extends AttentionPoint {
  readonly id: string
  readonly type: string
  readonly title: string
}

function findWaiting(content: OverviewContent, faults: readonly OverviewFault[], now: Temporal.Instant) {
  return [
    {
      name: 'faults' as const,
      title: 'To mend on the site',
      waiting: faults.map(({ documentId: id, type, title, field, fieldTitle, reason, level }) => ({
        id,
        type,
        title,
        field,
        words: `${level === 'heldBack' ? 'Held back' : 'Shown, but incomplete'}. ${fieldTitle}: ${reason}`,
      })),
    },
    { name: 'reviews' as const, title: 'Articles to review', waiting: findReviews(content, now) },
    {
      name: 'pictures' as const,
      title: 'Pictures without words for those who do not see them',
      waiting: once(content.pictures).map(({ id, type, title, field }) => ({
        id,
        type,
        field,
        title: documentTitle({ id, type, title }, content),
        words: 'Say in one sentence what the picture shows',
      })),
    },
    { name: 'notices' as const, title: 'Notices to confirm', waiting: toConfirm(content, now) },
    {
      name: 'drafts' as const,
      title: 'Drafts that are not published',
      waiting: content.drafts
        .filter(draft => !isOver(draft, content, now))
        .map(draft => ({
          id: getPublishedId(draft.id),
          type: draft.type,
          title: documentTitle(draft, content),
          words: 'A draft of it is not published yet',
        })),
    },
  ]
}

/** Whether nobody has to publish the draft any more: its page was taken off the site, or what it announces has ended. */
function isOver(draft: OverviewDraft, content: OverviewContent, now: Temporal.Instant): boolean {
  const path = findDraftPath(draft)
  if (path && content.oldAddresses.includes(path)) return true
  const announcement = content.announcements.find(({ _id }) => _id === draft.id)
  if (!announcement || !hasEnd(announcement, content.zone)) return false
  return announcementState(announcement, content.zone, now) === 'ended'
}

function findReviews(content: OverviewContent, now: Temporal.Instant): Waiting[] {
  return content.articles.flatMap(article => {
    const review = computeReview(article, content.zone, now)
    if (review.state === 'current') return []
    const { id, title } = article
    const words = `${reviewSigns[review.state]} ${reviewWords(review)}`
    return [{ id, type: 'article', title: documentTitle({ id, type: 'article', title }, content), words }]
  })
}

function toConfirm(content: OverviewContent, now: Temporal.Instant): Waiting[] {
  return content.notices
    .filter(({ lastConfirmed }) => needsConfirming(lastConfirmed, content.zone, now))
    .map(({ id, title, lastConfirmed }) => ({
      id,
      type: 'page',
      field: 'lastConfirmed',
      title: documentTitle({ id, type: 'page', title }, content),
      words: lastConfirmed ? `Last confirmed ${formatDate(lastConfirmed)}` : 'Never confirmed',
    }))
}

/** Each document once, whichever of its versions were found. */
function once<T extends { id: string }>(documents: readonly T[]): T[] {
  return [
    ...new Map(
      documents.map(document => [
        getPublishedId(document.id),
        { ...document, id: getPublishedId(document.id) },
      ]),
    ).values(),
  ]
}
