import { createHash } from 'node:crypto'
import { documentTypeRows } from '#domain/document-types.ts'
import { isLatin } from '#domain/languages.ts'
import { type Drawing, type Font, ownColors } from '#domain/look/choices.ts'
import type { PictureTones } from '#domain/look/tones.ts'
import { addressedTypes, pagePath } from '#domain/page-path.ts'
import { shareSize } from '#domain/share-size.ts'
import { type Logo, type Look, toLook } from '#images/look.ts'
import { type SharedPicture, toSharedPicture } from '#images/renditions.ts'
import type { Article, Person, SiteSettings } from '#sanity/contracts.ts'
import type { DocumentHead, Head } from '#sanity/kept-document.ts'
import { deriveOfEach } from '#site/of-each.ts'
import { rememberEach } from '#site/remember.ts'
import { type Addressed, findPerson, isAddressed, type Site } from '#site/site.ts'
import { english } from '#words/english.ts'
import { bareLetter } from './bare-letter.ts'

/** All that is written on a share image. */
export interface ShareCard {
  /** Null for one in letters that the fonts do not have: the name of the clinic stands in its place. */
  title: string | null
  clinicName: string
  /** Its author or reviewer, or where the clinic is; null for nothing. */
  line: string | null
  look: ShareLook
}

/** What share images follow of the clinic's look. */
export interface ShareLook {
  font: Font
  drawing: Drawing
  tones: PictureTones
  logo: Pick<Logo, 'file' | 'saysName' | 'needsWhite'> | null
}

/** A card with what it is drawn from: `logo` is the file of its look's logo. */
export interface DrawnCard {
  card: ShareCard
  logo: Uint8Array | null
}

/**
 * A share image as a page names it: the clinic's own picture, or `/share/<slug>-<hash>.png`, whose hash is of all that is
 * drawn, so that one name always has the same bytes.
 */
export type ShareImage = SharedPicture

/** Those of the content: what is drawn is one picture for all who share it. */
const words = english.shareImages

/** Raise it when the drawing changes: images under earlier names are never drawn again. */
const design = 2

/** That of cards with accents which a font may lack: design 2 left out such letters, and this one draws them bare. */
const designWithAccents = 3

function designOf({ title, clinicName, line }: ShareCard): number {
  const letters = [title, clinicName, line].flatMap(words => [...(words ?? '').normalize('NFKC')])
  // Every font has those of Latin-1.
  return letters.some(each => each > 'ÿ' && bareLetter(each) !== each) ? designWithAccents : design
}

type Shared = { card: ShareCard; image: ShareImage }

/** The types whose pages have a share image of their own. */
const sharedTypes = addressedTypes.filter(type => documentTypeRows[type].page.hasShareImage)

/**
 * The path of every share image that is drawn: one for each article and its like, and one for all other pages, unless the
 * clinic has a picture for them.
 */
export function shareImagePaths(site: Site): string[] {
  return [...listOwn(site).map(({ image }) => image.path), ...drawnPaths(site, sharedTypes)]
}

const drawnPaths = deriveOfEach('drawnPaths', (site, { shown }) =>
  isShared(shown) ? [shareOf(site, shown, site.settings).image.path] : [],
)

const imagePath = /^\/share\/(.+)-[0-9a-f]{16}\.png$/

/** What is written on the share image at a path; null when there is none. */
export function findShareCard(site: Site, path: string): ShareCard | null {
  const [, slug = ''] = imagePath.exec(path) ?? []
  const pages = sharedTypes.map(type => site.at(pagePath(type, slug)))
  const shared = [
    ...listOwn(site),
    ...pages.flatMap(page => (isShared(page) ? shareOf(site, page, site.settings) : [])),
  ]
  return shared.find(({ image }) => image.path === path)?.card ?? null
}

/** The share image of the page at a path: its own card, the clinic’s picture, or the clinic’s card. */
export function findShareImage(site: Site, path: string): ShareImage {
  const page = site.at(path)
  if (isShared(page)) return shareOf(site, page, site.settings).image
  return findPicture(site) ?? ownOf(site).image
}

const toPicture = rememberEach(toSharedPicture)

/** The picture that the clinic chose for its pages, or that of its home page. */
function findPicture(site: Site): ShareImage | null {
  const picture = site.settings.look?.shareImage ?? site.homePage.picture
  return picture && toPicture(picture)
}

/** The clinic’s own card, where pages name it. */
function listOwn(site: Site): Shared[] {
  return findPicture(site) ? [] : [ownOf(site)]
}

function isShared(page: DocumentHead | null): page is Addressed {
  return page !== null && isAddressed(page) && sharedTypes.includes(page._type)
}

/** The clinic’s own. */
function ownOf({ settings, homePage }: Site): Shared {
  const { clinicName } = settings
  const look = toShareLook(toLook(settings))
  return share('clinic', { title: homePage.heading, clinicName, line: placeOf(settings), look })
}

function placeOf({ address }: SiteSettings): string {
  return `${address.locality}, ${address.region}`
}

/** Who reviewed an article, or, while nobody has, who wrote it. */
function behind(site: Site, { author, reviewer }: Head<Article>): string | null {
  const reviewedBy = reviewer && findPerson(site, reviewer._ref)
  if (reviewedBy) return linesOf(reviewedBy).reviewed
  const writtenBy = findPerson(site, author._ref)
  return writtenBy && linesOf(writtenBy).written
}

const linesOf = rememberEach(({ name, credentials }: Person) => {
  const whole = credentials ? `${name}, ${credentials}` : name
  return { reviewed: words.reviewedBy(whole), written: words.writtenBy(whole) }
})

const shares = new WeakMap<object, Shared>()

/** Made once for each version of a page, while what it shares with others stays: thousands are needed at every publish. */
function shareOf(site: Site, page: Addressed, settings: SiteSettings): Shared {
  const line = page._type === 'article' ? behind(site, page) : placeOf(settings)
  const before = shares.get(page)
  const { clinicName } = settings
  const look = toShareLook(toLook(settings))
  if (before?.card.clinicName === clinicName && before.card.line === line && before.card.look === look)
    return before
  const made = share(page.slug, {
    title: isLatin(page.language) ? page.title : null,
    clinicName,
    line,
    look,
  })
  shares.set(page, made)
  return made
}

/** One value for one look, by which it is seen at once that nothing changed. */
const toShareLook = rememberEach(({ font, drawing, tones, logo }: Look): ShareLook => {
  const shown = logo && { file: logo.file, saysName: logo.saysName, needsWhite: logo.needsWhite }
  return { font, drawing, tones, logo: shown }
})

/** What was drawn before a clinic could choose: its images keep their names. */
function isOwn({ font, drawing, tones, logo }: ShareLook): boolean {
  return font === 'clear' && drawing === 'sunrise' && tones === ownColors.picture && logo === null
}

function share(slug: string, card: ShareCard): Shared {
  const drawn = JSON.stringify([
    designOf(card),
    card.title,
    card.clinicName,
    card.line,
    ...(isOwn(card.look) ? [] : [card.look]),
  ])
  const hash = createHash('sha256').update(drawn).digest('hex').slice(0, 16)
  const alt = words.alt(card.title, card.clinicName, card.look.drawing)
  return { card, image: { path: `/share/${slug}-${hash}.png`, ...shareSize, alt } }
}
