import { Card, Stack, Text } from '@sanity/ui'
import type { InputProps } from 'sanity'
import { Bold } from '../panes/Words.tsx'
import { reviewSigns, reviewWords } from './review.ts'
import { useReview } from './use-review.ts'

/** Above the form of an article whose review is due or overdue; every other input stays as it is. */
export function ReviewedArticleInput(props: InputProps) {
  const { path, schemaType, value } = props
  if (path.length > 0 || schemaType.name !== 'article' || !(value instanceof Object)) {
    return props.renderDefault(props)
  }
  return (
    <Stack gap={5}>
      <ReviewNotice article={value} />
      {props.renderDefault(props)}
    </Stack>
  )
}

function ReviewNotice({ article }: { article: object }) {
  const review = useReview(article)
  if (review?.state !== 'due' && review?.state !== 'overdue') return null
  return (
    <Card
      tone={review.state === 'overdue' ? 'critical' : 'caution'}
      border
      radius={2}
      padding={3}
      data-testid="review-notice"
    >
      <Stack gap={3}>
        <Bold>
          {reviewSigns[review.state]} {reviewWords(review)}
        </Bold>
        <Text size={1}>
          Ask a clinician to read it again. Then choose “Mark as reviewed” in the menu beside “Publish”.
        </Text>
      </Stack>
    </Card>
  )
}
