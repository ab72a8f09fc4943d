import { type SampleDocument, sampleContent } from '#studio/sample-content/index.ts'
import { article, groupSize } from './article.ts'

/**
 * The content of a benchmark: the sample clinic without its pictures and articles' number made up to `articles` (at
 * least ten). In batches that refer to nothing beyond themselves and the batches before, so that each can be one
 * transaction. `now` places the sample clinic's dates; generated articles are the same whenever they are made.
 */
export function* corpus(articles: number, now: Temporal.Instant): Generator<SampleDocument[]> {
  const sample = sampleContent(now).map(withoutPictures)
  const generated = generatedCount(articles, now)
  yield sample
  for (let start = 0; start < generated; start += groupSize) {
    const length = Math.min(groupSize, generated - start)
    yield Array.from({ length }, (_, offset) => article(start + offset, generated))
  }
}

/** How many of `articles` are made up; the others are the sample clinic's own. */
export function generatedCount(articles: number, now: Temporal.Instant): number {
  const own = sampleContent(now).filter(({ _type }) => _type === 'article').length
  if (articles <= own)
    throw new RangeError(`${articles} articles are too few: the sample has ${own} already.`)
  return articles - own
}

/** Resizing pictures takes longer than all else, happens once for each, and no peer here does it. */
function withoutPictures(document: SampleDocument): SampleDocument {
  const { _id, _type, ...fields } = document
  return { _id, _type, ...stripObject(fields) }
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(item => !isPicture(item)).map(strip)
  return typeof value === 'object' && value !== null ? stripObject(value) : value
}

function stripObject(value: object): Record<string, unknown> {
  const kept = Object.entries(value).filter(([, field]) => !isPicture(field))
  return Object.fromEntries(kept.map(([name, field]) => [name, strip(field)]))
}

function isPicture(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_sanityAsset' in value
}
