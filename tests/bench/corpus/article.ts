import type { SeedDocument } from '#studio/seed/parse-seed.ts'
import {
  bullets,
  type Citation,
  callout,
  callToAction,
  heading,
  type Inline,
  keyed,
  linkOut,
  linkTo,
  paragraph,
  portableText,
  reference,
  smallHeading,
  steps,
  strong,
} from '#tests/fixtures/portable-text.ts'
import { phrase, sentence, sentences, words } from './prose.ts'
import { createRandom, type Random } from './random.ts'
import { withStudioKeys } from './studio-keys.ts'

/** Articles link to others of their own group alone, so that each group can be loaded in one transaction. */
export const groupSize = 100

/** Ids of the documents of the seed that articles refer to. */
export type Clinic = { services: string[]; people: string[] }

const topics = ['Sleep', 'Depression', 'Daily life', 'Groups', 'Family', 'First steps', 'Work'] as const
const newest = Temporal.Instant.from('2026-06-01T13:00:00Z')

/** The address of the page of the article at `index`. */
export function pathOfArticle(index: number): string {
  return `/articles/${slugOf(index)}/`
}

export function idOfArticle(index: number): string {
  return `article-${slugOf(index)}`
}

/**
 * An article of about 940 words and 19 kB of JSON: headings, lists, links to other documents and to other sites, a
 * source, a callout and a call to action, but no picture. The same index always gives the same article, of however
 * many there are. `count` is how many there are: links never lead beyond.
 */
export function article(index: number, count: number, clinic: Clinic): SeedDocument {
  const random = createRandom(index + 1)
  const name = phrase(random)
  const neighbor = () => idOfArticle(neighborOf(index, Math.min(count, groupEnd(index)), random))
  const service = () => pickFrom(clinic.services, random)
  const person = () => reference(pickFrom(clinic.people, random))
  return withStudioKeys(
    {
      _id: idOfArticle(index),
      _type: 'article',
      title: titleOfArticle(index),
      slug: { _type: 'slug', current: slugOf(index) },
      summary: `${sentence(random)} ${sentence(random)}`,
      publishedAt: newest.subtract({ hours: 7 * index }).toString({ fractionalSecondDigits: 3 }),
      author: person(),
      reviewer: person(),
      lastReviewed: '2026-06-15',
      reviewIntervalMonths: 12,
      topics: [random.pick(topics), `${name.split(' ').at(-1)}`],
      related: keyed([reference(neighbor()), reference(service())], 'r'),
      body: body(random, neighbor, service),
      sources: keyed([citation(random), citation(random), citation(random)], 'c'),
    },
    random,
  )
}

/** As it is before any round of a measurement changes it. */
export function titleOfArticle(index: number): string {
  return `${phrase(createRandom(index + 1))}, part ${index + 1}`
}

function body(random: Random, neighbor: () => string, service: () => string) {
  return portableText(
    paragraph(`${sentence(random)} More on this is in `, linkTo(neighbor(), words(random)), '.'),
    paragraph(sentences(random, 2)),
    ...section(random, neighbor),
    callout(
      'care',
      phrase(random),
      paragraph(sentences(random, 2)),
      bullets(sentence(random), sentence(random)),
    ),
    ...section(random, neighbor),
    ...section(random, neighbor),
    paragraph(sentences(random, 2), citation(random), ` ${sentence(random)}`),
    callToAction('Ask us about this'),
    ...section(random, neighbor),
    ...section(random, neighbor),
    paragraph('Further reading: ', linkTo(service(), 'a service of ours'), '.'),
  )
}

function section(random: Random, neighbor: () => string) {
  const list = random.below(2) === 0 ? bullets : steps
  const item = (): Inline[] => [strong(words(random)), ` ${sentence(random)}`]
  return [
    heading(phrase(random)),
    paragraph(`${sentence(random)} `, strong(words(random)), ` ${sentence(random)}`),
    paragraph('See ', linkTo(neighbor(), words(random)), ` for more. ${sentence(random)}`),
    smallHeading(words(random)),
    ...list(item(), item(), item()),
    paragraph(linkOut('https://www.example.org/reading', words(random)), `: ${sentence(random)}`),
  ]
}

function slugOf(index: number): string {
  return `reading-${String(index + 1).padStart(5, '0')}`
}

function groupEnd(index: number): number {
  return (Math.floor(index / groupSize) + 1) * groupSize
}

/** Another article of the same group; the same one where there is no other. */
function neighborOf(index: number, end: number, random: Random): number {
  const start = Math.floor(index / groupSize) * groupSize
  const size = end - start
  const shift = 1 + random.below(Math.max(1, size - 1))
  return start + ((index - start + shift) % size)
}

function citation(random: Random): Citation {
  return {
    _type: 'citation',
    authors: `${random.pick(['Ames', 'Boyd', 'Cole', 'Dunn'])} et al.`,
    title: `${sentence(random)} ${phrase(random)}`,
    journal: 'Journal of Examples',
    year: 2000 + random.below(25),
    doi: `10.1000/example.${random.below(10_000)}`,
  }
}

/** @throws RangeError when there is none to pick from. */
function pickFrom(ids: string[], random: Random): string {
  const id = ids[random.below(ids.length)]
  if (!id) throw new RangeError('The seed has no document of a type that articles refer to.')
  return id
}
