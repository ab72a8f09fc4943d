import { type Pages, withFewPages } from '../fixtures/few-pages.ts'
import { readSeedWithoutPictures } from '../fixtures/seed.ts'
import type { SmallLake } from './small-lake.ts'

/** A published document, as the Content Lake holds it. */
export type LakeDocument = { _id: string; _type: string; [field: string]: unknown }

/** Where edits are made. */
export type Desk = {
  documents(): LakeDocument[]
  publish(document: LakeDocument): void
  withdraw(id: string): void
}

/** The desk that fills a lake. */
export function deskOf({ documents, publish }: SmallLake): Desk {
  return {
    documents: () => [...documents.values()],
    publish,
    withdraw: id => void documents.delete(id),
  }
}

type Random = ReturnType<typeof createRandom>

/** Chance, the same for the same seed (mulberry32). */
export function createRandom(seed: number) {
  let state = seed
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    /** A whole number below `limit`. */
    below: (limit: number): number => Math.floor(next() * limit),
    pick<Item>(items: readonly Item[]): Item | undefined {
      return items[Math.floor(next() * items.length)]
    },
  }
}

/** The seed without its pictures, as a lake that holds no files answers it. */
export function contentWithoutPictures(now: Temporal.Instant, pages: Pages = 'all'): LakeDocument[] {
  const _createdAt = now.subtract({ hours: 24 }).toString()
  const all = readSeedWithoutPictures(now)
  return (pages === 'few' ? withFewPages(all) : all).map(document => ({ _createdAt, ...document }))
}

/** One thing that staff may do, at random; what it is, in words. */
export function editAtRandom(desk: Desk, random: Random, now: Temporal.Instant): string {
  const edit = random.pick(edits)
  if (!edit) throw new RangeError('There is nothing that staff may do.')
  return `${edit.name} ${edit(desk, random, now) ?? '(nothing to do it to)'}`
}

type Edit = (desk: Desk, random: Random, now: Temporal.Instant) => string | undefined

const edits: readonly Edit[] = [
  changeText,
  changeText,
  changeTitle,
  rename,
  takeAnothersAddress,
  withdraw,
  write,
  announce,
  changeSettings,
  changeHome,
  breakDocument,
  mend,
  redirect,
  relate,
  review,
  file,
]

function changeText({ documents, publish }: Desk, random: Random): string | undefined {
  const document = random.pick(documents().filter(each => Array.isArray(each.body)))
  if (!document || !Array.isArray(document.body)) return undefined
  const paragraph = {
    _key: `k${random.below(1e9)}`,
    _type: 'block',
    style: random.pick(['normal', 'h2', 'h3']),
    markDefs: [{ _key: 'l', _type: 'internalLink', target: referenceTo(random.pick(documents())) }],
    children: [{ _key: 's', _type: 'span', text: `Words ${random.below(1000)}.`, marks: ['l'] }],
  }
  publish({ ...document, body: [...document.body.slice(0, 12), paragraph] })
  return document._id
}

function changeTitle({ documents, publish }: Desk, random: Random): string | undefined {
  const document = random.pick(documents().filter(each => typeof each.title === 'string'))
  if (document) publish({ ...document, title: `Title ${random.below(1000)}` })
  return document?._id
}

function rename({ documents, publish }: Desk, random: Random): string | undefined {
  const document = random.pick(documents().filter(({ slug }) => slug))
  if (document) publish({ ...document, slug: { _type: 'slug', current: `name-${random.below(1e6)}` } })
  return document?._id
}

function takeAnothersAddress({ documents, publish }: Desk, random: Random): string | undefined {
  const document = random.pick(documents().filter(({ slug }) => slug))
  const other = random.pick(documents().filter(({ slug, _type }) => slug && _type === document?._type))
  if (document && other) publish({ ...document, slug: other.slug })
  return document?._id
}

function withdraw(desk: Desk, random: Random): string | undefined {
  const all = desk.documents().filter(({ _type }) => _type !== 'siteSettings' && _type !== 'homePage')
  const document = all.length > 12 ? random.pick(all) : undefined
  if (document) desk.withdraw(document._id)
  return document?._id
}

function write({ documents, publish }: Desk, random: Random, now: Temporal.Instant): string | undefined {
  const types = ['article', 'article', 'article', 'service', 'page', 'person']
  const type = random.pick(types)
  const model = random.pick(documents().filter(({ _type }) => _type === type))
  if (!model || documents().length > 60) return undefined
  const id = `${type}-${random.below(1e9)}`
  const published = type === 'article' && { publishedAt: soon(random, now) }
  publish({
    ...model,
    _id: id,
    slug: { _type: 'slug', current: id },
    _createdAt: now.toString(),
    ...published,
  })
  return id
}

function announce({ documents, publish }: Desk, random: Random, now: Temporal.Instant): string {
  const id = `announcement-${random.below(8)}`
  const [showFrom, showUntil] = [soon(random, now), soon(random, now)].toSorted()
  const start = Temporal.Instant.from(soon(random, now)).toZonedDateTimeISO('America/New_York')
  const kind = random.pick(['groupStart', 'notice', 'closure'])
  publish({
    _id: id,
    _type: 'announcement',
    _createdAt: now.toString(),
    kind,
    urgency: random.pick(['routine', 'urgent']),
    service: referenceTo(random.pick(documents().filter(({ _type }) => _type === 'service'))),
    startDate: start.toPlainDate().toString(),
    startTime: '18:00',
    message: kind === 'groupStart' ? null : `Notice ${random.below(1000)}`,
    showFrom: random.below(2) === 0 ? showFrom : null,
    showUntil,
    ...(random.below(4) === 0 && { cancelledUntil: soon(random, now) }),
  })
  return id
}

function changeSettings(
  { documents, publish }: Desk,
  random: Random,
  now: Temporal.Instant,
): string | undefined {
  const settings = documents().find(({ _type }) => _type === 'siteSettings')
  if (!settings) return undefined
  const notices = documents().filter(({ _type }) => _type === 'page')
  const change = random.pick([
    { clinicName: `Clinic ${random.below(100)}` },
    { callNumber: `+1330754${1000 + random.below(8999)}` },
    { timeZone: random.pick(['America/New_York', 'America/Chicago', 'America/Los_Angeles']) },
    { notices: notices.slice(0, random.below(3)).map(page => ({ ...referenceTo(page), _key: page._id })) },
    { footerCredit: `Credit ${random.below(100)}` },
    { specialHours: [specialHours(random, now), specialHours(random, now)] },
    { otherPlaces: [{ _key: 'other', name: 'Other', address, specialHours: [specialHours(random, now)] }] },
    { menu: notices.slice(0, 2).map(page => ({ _key: page._id, page: referenceTo(page) })) },
  ])
  publish({ ...settings, ...change })
  return Object.keys(change ?? {})[0]
}

const address = { street: '2 Shore Road', locality: 'Kent', region: 'OH', postalCode: '44240' }

/** A day that comes near, is announced or is over while the test runs. */
function specialHours(random: Random, now: Temporal.Instant) {
  const firstDay = soon(random, now).slice(0, 10)
  return { _key: `day-${random.below(1000)}`, firstDay, name: random.pick([null, 'Holiday']) }
}

function changeHome({ documents, publish }: Desk, random: Random): string | undefined {
  const home = documents().find(({ _type }) => _type === 'homePage')
  const sections = ['team', 'visit', 'groups'].slice(random.below(3)).map(kind => ({ _key: kind, kind }))
  if (home) publish({ ...home, heading: `Heading ${random.below(100)}`, sections })
  return home?._id
}

function breakDocument({ documents, publish }: Desk, random: Random): string | undefined {
  const document = random.pick(documents().filter(({ title, name }) => title || name))
  if (document) publish({ ...document, title: '', name: '', order: 'first' })
  return document?._id
}

function mend({ documents, publish }: Desk, random: Random): string | undefined {
  const broken = documents().find(({ order }) => order === 'first')
  const mended = { title: `Mended ${random.below(100)}`, name: 'Mended Name', order: random.below(50) }
  if (broken) publish({ ...broken, ...mended })
  return broken?._id
}

function redirect({ documents, publish }: Desk, random: Random, now: Temporal.Instant): string | undefined {
  const target = random.pick(documents().filter(({ slug, _type }) => slug && _type !== 'person'))
  const id = `redirect-${random.below(6)}`
  publish({
    _id: id,
    _type: 'redirect',
    _createdAt: now.toString(),
    from: `/articles/${id}/`,
    outcome: target ? 'moved' : 'gone',
    target: target && referenceTo(target),
  })
  return id
}

function relate({ documents, publish }: Desk, random: Random): string | undefined {
  const article = random.pick(documents().filter(({ _type }) => _type === 'article'))
  const others = documents().filter(({ _type }) => _type === 'article' || _type === 'service')
  const related = [random.pick(others), random.pick(others)].flatMap((other, index) =>
    other ? [{ ...referenceTo(other), _key: `r${index}` }] : [],
  )
  if (article) publish({ ...article, related })
  return article?._id
}

/** Topics under which an article is filed, some of them two spellings of one. */
function file({ documents, publish }: Desk, random: Random): string | undefined {
  const article = random.pick(documents().filter(({ _type }) => _type === 'article'))
  const topics = ['Sleep', 'sleep!', 'Grief', `Topic ${random.below(4)}`].filter(() => random.below(2) === 0)
  if (article) publish({ ...article, topics })
  return article?._id
}

/** A review that is due soon, so that time alone makes it overdue. */
function review({ documents, publish }: Desk, random: Random, now: Temporal.Instant): string | undefined {
  const article = random.pick(documents().filter(({ _type }) => _type === 'article'))
  const day = now.toZonedDateTimeISO('UTC').toPlainDate()
  const lastReviewed = day
    .subtract({ months: 1 })
    .add({ days: random.below(4) })
    .toString()
  if (article) publish({ ...article, lastReviewed, reviewIntervalMonths: 1 })
  return article?._id
}

/** An instant within three days of now, before or after. */
function soon(random: Random, now: Temporal.Instant): string {
  return now.add({ minutes: random.below(6 * 24 * 60) - 3 * 24 * 60 }).toString()
}

function referenceTo(document: LakeDocument | undefined): { _type: 'reference'; _ref: string } {
  return { _type: 'reference', _ref: document?._id ?? 'nobody' }
}
