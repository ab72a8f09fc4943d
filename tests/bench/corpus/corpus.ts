import type { SeedDocument } from '#studio/seed/parse-seed.ts'
import { readSeedWithoutPictures } from '#tests/fixtures/seed.ts'
import { article, groupSize } from './article.ts'

/**
 * The content of a benchmark: the seed and articles, which make their number up to `articles` (at least ten). It has no
 * pictures: resizing them takes longer than all else, happens once for each, and no peer here does it. In batches that
 * refer to nothing beyond themselves and the batches before, so that each can be one transaction. `now` places the
 * seed's dates; generated articles are the same whenever they are made.
 */
export function* corpus(articles: number, now: Temporal.Instant): Generator<SeedDocument[]> {
  const seed = readSeedWithoutPictures(now)
  const generated = generatedCount(articles, now)
  const idsOf = (type: string) => seed.filter(({ _type }) => _type === type).map(({ _id }) => _id)
  const clinic = { services: idsOf('service'), people: idsOf('person') }
  yield seed
  for (let start = 0; start < generated; start += groupSize) {
    const length = Math.min(groupSize, generated - start)
    yield Array.from({ length }, (_, offset) => article(start + offset, generated, clinic))
  }
}

/** How many of `articles` are made up; the others are the seed's own. */
export function generatedCount(articles: number, now: Temporal.Instant): number {
  const own = readSeedWithoutPictures(now).filter(({ _type }) => _type === 'article').length
  if (articles <= own) throw new RangeError(`${articles} articles are too few: the seed has ${own} already.`)
  return articles - own
}
