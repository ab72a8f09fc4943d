import { createHash } from 'node:crypto'
import type { Article, Person, Service } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'
import { rememberEach } from '#site/remember.ts'
import { findPerson, type Site, toPath } from '#site/site.ts'

/** All that is written on a share image. */
export interface ShareCard {
  title: string
  clinicName: string
  /** Its author or reviewer, or where the clinic is; null for nothing. */
  line: string | null
}

/** A share image as a page names it. */
export interface ShareImage {
  /** `/share/<slug>-<hash>.png`: the hash is of all that is drawn, so that one name always has the same bytes. */
  path: string
  /** Its text alternative. */
  alt: string
}

/** Raise it when the drawing changes: images under earlier names are never drawn again. */
const design = 2

type Shared = { card: ShareCard; image: ShareImage }
type Cards = {
  byImage: ReadonlyMap<string, ShareCard>
  byPage: ReadonlyMap<string, ShareImage>
  site: ShareImage
}

const known = new WeakMap<Site, Cards>()

/** Every share image of a site: one for each article and service, and one for all other pages. Draws none of them. */
function cardsOf(site: Site): Cards {
  const before = known.get(site)
  if (before) return before
  const { settings, homePage, services } = site.snapshot
  const { clinicName, address } = settings
  const place = `${address.locality}, ${address.region}`
  const own = share('clinic', { title: homePage.heading, clinicName, line: place })
  const byImage = new Map([[own.image.path, own.card]])
  const byPage = new Map<string, ShareImage>()
  const add = (page: Head<Article> | Head<Service>, line: string | null) => {
    const { card, image } = shareOf(page, clinicName, line)
    byImage.set(image.path, card)
    byPage.set(toPath(page), image)
  }
  for (const article of site.articles) add(article, behind(site, article))
  for (const service of services) add(service, place)
  const cards = { byImage, byPage, site: own.image }
  known.set(site, cards)
  return cards
}

/** The path of every share image. */
export function shareImagePaths(site: Site): string[] {
  return [...cardsOf(site).byImage.keys()]
}

/** What is written on the share image at a path; null when there is none. */
export function findShareCard(site: Site, path: string): ShareCard | null {
  return cardsOf(site).byImage.get(path) ?? null
}

/** The share image of the page at a path: its own, or the clinic’s. */
export function findShareImage(site: Site, path: string): ShareImage {
  const { byPage, site: own } = cardsOf(site)
  return byPage.get(path) ?? own
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
  return { reviewed: `Clinically reviewed by ${whole}`, written: `Written by ${whole}` }
})

const shares = new WeakMap<object, Shared>()

/** Made once for each version of a page, while what it shares with others stays: thousands are needed at every publish. */
function shareOf(page: Head<Article> | Head<Service>, clinicName: string, line: string | null): Shared {
  const before = shares.get(page)
  if (before?.card.clinicName === clinicName && before.card.line === line) return before
  const made = share(page.slug, { title: page.title, clinicName, line })
  shares.set(page, made)
  return made
}

function share(slug: string, card: ShareCard): Shared {
  const drawn = JSON.stringify([design, card.title, card.clinicName, card.line])
  const hash = createHash('sha256').update(drawn).digest('hex').slice(0, 16)
  const alt = `${card.title}. ${card.clinicName}. A drawing of the sun coming up over water.`
  return { card, image: { path: `/share/${slug}-${hash}.png`, alt } }
}
