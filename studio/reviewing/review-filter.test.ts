import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { type ReviewNeed, reviewFilter } from './review-filter.ts'
import { reviewOf } from './review-of.ts'

const zone = 'America/New_York'
const now = Temporal.Instant.from('2027-03-01T04:30:00Z')

const dates = Array.from({ length: 900 }, (_, days) =>
  Temporal.PlainDate.from('2025-01-01').add({ days }).toString(),
)
const articles = [
  ...[1, 3, 6, 12, 13, undefined].flatMap(reviewIntervalMonths =>
    dates.map(lastReviewed => ({ _type: 'article', lastReviewed, reviewIntervalMonths })),
  ),
  { _type: 'article' },
]

async function list(need: ReviewNeed) {
  const query = parse(`*[${reviewFilter(need, zone, now)}]`)
  return (await evaluate(query, { dataset: articles })).get()
}

test.each(['never', 'due', 'overdue'] as const)(
  'the list of what is %s has the articles that the rules of the site call so, to the day',
  async need => {
    expect(await list(need)).toEqual(articles.filter(article => reviewOf(article, zone, now).state === need))
  },
)

test('whatever is not current is to be reviewed', async () => {
  expect(await list('toReview')).toEqual(
    articles.filter(article => reviewOf(article, zone, now).state !== 'current'),
  )
})
