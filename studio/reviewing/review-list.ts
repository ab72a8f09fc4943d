import { ClockIcon } from '@sanity/icons/Clock'
import type { StructureBuilder, StructureResolverContext } from 'sanity/structure'
import { loadClinicZone } from '../clinic-zone.ts'
import { type ReviewNeed, reviewFilter } from './review-filter.ts'

const apiVersion = '2025-02-19'

const titles: Record<ReviewNeed, string> = {
  toReview: 'Articles to review',
  overdue: 'Reviews overdue',
  due: 'Reviews due within a month',
  never: 'Articles never reviewed',
}

/** An item of the desk that lists the articles in need of a review, longest without one first. */
export function reviewListItem(
  desk: StructureBuilder,
  context: StructureResolverContext,
  need: ReviewNeed = 'toReview',
) {
  const id = need === 'toReview' ? 'reviews-due' : `reviews-${need}`
  return desk
    .listItem()
    .id(id)
    .title(titles[need])
    .icon(ClockIcon)
    .child(async () => {
      const zone = await loadClinicZone(context.getClient({ apiVersion }))
      return desk
        .documentList()
        .id(id)
        .title(titles[need])
        .schemaType('article')
        .apiVersion(apiVersion)
        .filter(reviewFilter(need, zone, Temporal.Now.instant()))
        .defaultOrdering([{ field: 'lastReviewed', direction: 'asc' }])
        .canHandleIntent((intent, params) => intent === 'create' && params.type === 'article')
    })
}
