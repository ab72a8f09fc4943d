import type { Mutation, SanityClient } from '@sanity/client'
import sharp from 'sharp'
import { seed } from '../fixtures/seed-roles.ts'

/*
 * A site whose content is numbered. Publish number k is one transaction, “edition-k”: it changes the settings, the
 * author and one article at least. What each address shows in edition k follows from k alone, so that a reader in another process
 * can hold any answer against it.
 */

const plainReadings = 6

const writerId = 'reading-writer'

/** The two addresses between which the wandering reading moves. */
const wanderings: readonly string[] = ['/articles/wandering-a/', '/articles/wandering-b/']
export const fleetingPath = '/articles/fleeting/'
export const picturedPath = '/articles/pictured/'

/** Every address of a numbered reading that there ever is. */
export const readingPaths: readonly string[] = [
  ...Array.from({ length: plainReadings }, (_, index) => plainPath(index)),
  ...wanderings,
  fleetingPath,
  picturedPath,
]

/** The id of an edition's transaction, hence the revision of what it changed. */
export function revisionOf(edition: number): string {
  return `edition-${edition}`
}

/** The number of the edition that made this revision; null for any other revision. */
export function editionOf(revision: unknown): number | null {
  const found = typeof revision === 'string' ? /^edition-(\d+)$/.exec(revision) : null
  return found ? Number(found[1]) : null
}

/** Which edition changed a plain reading last, seen from `edition`. */
export function lastEditOf(index: number, edition: number): number {
  return Math.max(0, edition - ((edition - index + plainReadings * 1000) % plainReadings))
}

function plainPath(index: number): string {
  return `/articles/reading-${index}/`
}

function isFleetingThere(edition: number): boolean {
  return edition % 7 !== 5 && edition % 7 !== 6
}

function moves(edition: number): number {
  return Math.floor((edition + 4) / 7)
}

function crops(edition: number): number {
  return Math.floor((edition + 5) / 7)
}

/** What a path of a numbered reading answers in an edition: a page, the address it moved to, or that it is gone. */
export function answerAt(path: string, edition: number): { status: 200 | 301 | 410; location?: string } {
  if (path === fleetingPath) return { status: isFleetingThere(edition) ? 200 : 410 }
  const at = wanderings.indexOf(path)
  if (at < 0 || moves(edition) % 2 === at) return { status: 200 }
  return { status: 301, location: wanderings[moves(edition) % 2] ?? '' }
}

/** Puts the numbered readings beside what is there: edition 0. */
export async function loadEditions(client: SanityClient): Promise<void> {
  const picture = await sharp({
    create: { width: 400, height: 300, channels: 3, background: { r: 90, g: 120, b: 140 } },
  })
    .composite([{ input: Buffer.from(pattern), left: 0, top: 0 }])
    .png()
    .toBuffer()
  const asset = await client.assets.upload('image', picture, { filename: 'pattern.png' })
  const fixed = wanderings.map((from, index) => ({
    createOrReplace: {
      _id: `redirect-wandering-${index}`,
      _type: 'redirect',
      from,
      outcome: 'moved',
      target: { _type: 'reference', _ref: 'reading-wandering' },
    },
  }))
  const gone = {
    createOrReplace: {
      _id: 'redirect-fleeting',
      _type: 'redirect',
      from: fleetingPath,
      outcome: 'gone',
    },
  }
  const readings = [
    ...Array.from({ length: plainReadings }, (_, index) => index),
    'wandering',
    'fleeting',
    'pictured',
  ].map(name => ({ createOrReplace: readingAt(name, 0, asset._id) }))
  await client.mutate([...readings, ...fixed, gone, ...nameEdition(0)], { transactionId: revisionOf(0) })
}

/** Publishes the next edition. Its webhooks follow by themselves. */
export async function publishEdition(
  client: SanityClient,
  edition: number,
  pictureId: string,
): Promise<void> {
  const mutations: Mutation[] = [
    ...nameEdition(edition),
    { createOrReplace: readingAt(edition % plainReadings, edition, pictureId) },
  ]
  if (moves(edition) !== moves(edition - 1)) {
    mutations.push({ createOrReplace: readingAt('wandering', edition, pictureId) })
  }
  if (crops(edition) !== crops(edition - 1)) {
    mutations.push({ createOrReplace: readingAt('pictured', edition, pictureId) })
  }
  if (isFleetingThere(edition) !== isFleetingThere(edition - 1)) {
    mutations.push(
      isFleetingThere(edition)
        ? { createOrReplace: readingAt('fleeting', edition, pictureId) }
        : { delete: { id: 'reading-fleeting' } },
    )
  }
  await client.mutate(mutations, { transactionId: revisionOf(edition) })
}

/** The picture that `loadEditions` uploaded. */
export async function findPictureId(client: SanityClient): Promise<string> {
  return await client.fetch<string>('*[_id == "reading-pictured"][0].image.asset._ref')
}

/** The footer names the edition on every page, and the readings' author in the feeds. No share image shows either. */
function nameEdition(edition: number): Mutation[] {
  return [
    { patch: { id: 'siteSettings', set: { footerCredit: `Printed as edition-${edition}` } } },
    { createOrReplace: writerAt(edition) },
  ]
}

function readingAt(name: number | string, edition: number, pictureId: string) {
  const pictured = name === 'pictured' && { image: pictureAt(edition, pictureId) }
  const path =
    typeof name === 'number' ? plainPath(name) : name === 'wandering' ? wanderings[moves(edition) % 2] : name
  return {
    _id: `reading-${name}`,
    _type: 'article',
    title: `Reading ${name}, printed as as-of-${name}-${edition}`,
    slug: { _type: 'slug', current: path?.split('/').at(-2) ?? name.toString() },
    summary: `What reading ${name} says.`,
    body: [
      {
        _key: 'a',
        _type: 'block',
        style: 'normal',
        markDefs: [],
        children: [
          { _key: 'b', _type: 'span', marks: [], text: 'Group therapy helps people to feel less alone.' },
        ],
      },
    ],
    ...pictured,
    publishedAt: `2026-01-0${typeof name === 'number' ? name + 1 : 9}T12:00:00Z`,
    author: { _type: 'reference', _ref: writerId },
    reviewer: { _type: 'reference', _ref: seed.reviewer.id },
    lastReviewed: '2026-01-09',
    reviewIntervalMonths: 12,
  }
}

function writerAt(edition: number) {
  return {
    _id: writerId,
    _type: 'person',
    name: `Writer of edition-${edition}`,
    slug: { _type: 'slug', current: writerId },
    credentials: 'PhD',
    role: 'Writer',
    biography: 'Writes what is to be read.',
    order: 99,
  }
}

/** Cropped differently each time, so that the page names another file. */
function pictureAt(edition: number, pictureId: string) {
  return {
    _type: 'imageWithAlt',
    alt: 'A pattern of stripes',
    asset: { _type: 'reference', _ref: pictureId },
    crop: { _type: 'sanity.imageCrop', top: 0, bottom: 0, left: (crops(edition) % 100) / 400, right: 0.1 },
  }
}

const pattern = `<svg width="400" height="300">${Array.from(
  { length: 20 },
  (_, index) => `<rect x="${index * 20}" width="${index}" height="300" fill="#fff"/>`,
).join('')}</svg>`
