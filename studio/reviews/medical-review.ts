import { definePlugin } from 'sanity'
import { markAsReviewed } from './mark-as-reviewed.tsx'
import { ReviewedArticleInput } from './ReviewNotice.tsx'
import { reviewBadge } from './review-badge.ts'

const reviewedType = 'article'

/** The medical review of articles: its status, and “Mark as reviewed”. */
export const medicalReview = definePlugin({
  name: 'medical-review',
  document: {
    actions: (actions, { schemaType }) => {
      if (schemaType !== reviewedType) return actions
      const [publish, ...others] = actions
      return publish ? [publish, markAsReviewed, ...others] : [markAsReviewed]
    },
    badges: (badges, { schemaType }) => (schemaType === reviewedType ? [...badges, reviewBadge] : badges),
  },
  form: { components: { input: ReviewedArticleInput } },
})
