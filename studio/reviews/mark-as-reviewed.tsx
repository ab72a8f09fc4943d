import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { useToast } from '@sanity/ui/toast'
import { useEffect, useState } from 'react'
import {
  type CurrentUser,
  type DocumentActionComponent,
  useCurrentUser,
  useDocumentOperation,
  useDocumentPairPermissions,
  useValidationStatus,
} from 'sanity'
import { dateInZone, formatDate } from '#domain/clinic-time.ts'
import { nextReviewDate } from '#domain/reviews.ts'
import { useOverview } from '../live/overview-context.ts'
import { findReviewer } from './find-reviewer.ts'
import { ReviewForm } from './ReviewForm.tsx'
import { usualIntervalMonths } from './review.ts'
import { type ReviewEntry, reviewFields } from './review-entry.ts'
import { useReviewers } from './use-reviewers.ts'

/** “Mark as reviewed”: notes who reviewed an article and when, and publishes it where nothing else has changed. */
export const markAsReviewed: DocumentActionComponent = ({ id, type, draft, published }) => {
  const [isOpen, setIsOpen] = useState(false)
  const user = useCurrentUser()
  const zone = useOverview()?.content.zone
  const reviewers = useReviewers()
  const [mayPublish, isLoading] = useDocumentPairPermissions({ id, type, permission: 'publish' })
  const displayedId = (draft ?? published)?._id ?? id
  const hasFaults = useValidationStatus(displayedId, type, true).validation.some(
    ({ level }) => level === 'error',
  )
  const { patch } = useDocumentOperation(id, type)
  const publishOnceSaved = usePublishOnceSaved(id, type, draft)
  const toast = useToast()

  const article: Record<string, unknown> | null = draft ?? published
  const disabled = disabledReason({ article, mayPublish: mayPublish?.granted, isLoading, user })
  const waits = reasonToWait({ draft, published, hasFaults })
  const mark = (entry: ReviewEntry, isPublished: boolean) => {
    patch.execute([{ set: reviewFields(entry) }])
    if (isPublished) publishOnceSaved(entry.date)
    setIsOpen(false)
    toast.push({
      status: 'success',
      title: isPublished ? 'Marked as reviewed' : 'Marked as reviewed. Publish it to show patients.',
      description: `The next review falls due by ${formatDate(nextReviewDate(entry.date, Number(entry.months)))}.`,
    })
  }
  return {
    label: 'Mark as reviewed',
    icon: CheckmarkCircleIcon,
    disabled: disabled !== null,
    title: disabled ?? 'Note who reviewed the article, and when',
    onHandle: () => setIsOpen(true),
    dialog: isOpen &&
      article !== null &&
      zone !== undefined &&
      reviewers !== null && {
        type: 'dialog',
        header: 'Mark as reviewed',
        width: 'small',
        onClose: () => setIsOpen(false),
        content: (
          <ReviewForm
            reviewers={reviewers}
            initial={{
              reviewer: findReviewer(user, reviewers)?.id ?? '',
              date: dateInZone(Temporal.Now.instant(), zone),
              months: String(article.reviewIntervalMonths ?? usualIntervalMonths),
            }}
            today={dateInZone(Temporal.Now.instant(), zone)}
            authorId={refOf(article.author)}
            waits={waits}
            onMark={mark}
          />
        ),
      },
  }
}
markAsReviewed.displayName = 'MarkAsReviewed'

/** Publishes as soon as the draft holds the review and may be published: both follow a moment after it is written. */
function usePublishOnceSaved(id: string, type: string, draft: Record<string, unknown> | null) {
  const [date, setDate] = useState<string | null>(null)
  const { publish } = useDocumentOperation(id, type)
  const isSaved = date !== null && draft?.lastReviewed === date && !publish.disabled
  useEffect(() => {
    if (!isSaved) return
    setDate(null)
    publish.execute()
  }, [isSaved, publish])
  return setDate
}

function disabledReason(given: {
  article: Record<string, unknown> | null
  mayPublish: boolean | undefined
  isLoading: boolean
  user: CurrentUser | null
}): string | null {
  const { article, mayPublish, isLoading, user } = given
  if (!article) return 'Write the article first, then mark its review.'
  if (isLoading || mayPublish) return null
  const roles = user?.roles.map(({ title }) => title).join(', ') || 'a reader'
  return `You are signed in as ${roles}. Ask somebody who may publish articles to mark the review.`
}

function reasonToWait(given: { draft: unknown; published: unknown; hasFaults: boolean }): string | null {
  const { draft, published, hasFaults } = given
  if (!published) return 'The article is not published yet: the review shows when you publish it.'
  if (draft)
    return 'The article has other changes that are not published yet: the review shows when you publish them all.'
  return hasFaults
    ? 'The form has something to mend first: the review shows when you publish the article.'
    : null
}

function refOf(value: unknown): string | null {
  return value instanceof Object && '_ref' in value && typeof value._ref === 'string' ? value._ref : null
}
