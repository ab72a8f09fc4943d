import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import {
  type Announcement,
  type Article,
  contracts,
  type DocumentOf,
  type DocumentType,
  type HomePage,
  type Page,
  type Person,
  type Redirect,
  type Service,
  type SiteSettings,
} from './contracts.ts'
import { ContentError, contractIssues, describeFault, type Fault, fieldPath, studioLink } from './faults.ts'
import { SNAPSHOT_QUERY } from './queries.ts'
import { referencesOf } from './references.ts'

export type SiteDocument = { [Type in DocumentType]: DocumentOf<Type> }[DocumentType]

/** What was published at one moment: plain JSON, read in one answer, checked, and frozen. */
export interface Snapshot {
  /** Every published document that was read, held back or not: what a comparison with the Content Lake goes by. */
  readonly documents: readonly DocumentRevision[]
  readonly faults: readonly Fault[]
  readonly settings: SiteSettings
  readonly homePage: HomePage
  readonly announcements: readonly Announcement[]
  readonly services: readonly Service[]
  readonly articles: readonly Article[]
  readonly people: readonly Person[]
  readonly pages: readonly Page[]
  readonly redirects: readonly Redirect[]
}

export interface DocumentRevision {
  readonly id: string
  readonly type: string
  /** The revision that is published. */
  readonly rev: string
  /** The revision that the site shows: an older one, or none, while the document is held back. */
  readonly shownRev: string | null
}

/**
 * Reads all that is published in one query, and holds it against the contracts.
 * A document that breaks its contract is held back: its last good version, taken from `previous`, stays in its place.
 * `client` must read the published perspective from the uncached API.
 * @throws ContentError when the settings or the home page are missing or broken and `previous` has no good version.
 */
export async function loadSnapshot(
  client: SanityClient,
  previous?: Snapshot,
  options?: { studioUrl?: string },
): Promise<Snapshot> {
  const studioUrl = options?.studioUrl ?? client.config().apiHost ?? ''
  const answer: unknown = await client.fetch(SNAPSHOT_QUERY, {}, { perspective: 'published', useCdn: false })
  return parseSnapshot(answer, { studioUrl, previous })
}

/** The answer to SNAPSHOT_QUERY as a snapshot: see loadSnapshot. */
export function parseSnapshot(
  answer: unknown,
  context: { studioUrl: string; previous?: Snapshot },
): Snapshot {
  const raw = rawAnswer.parse(answer)
  const { previous, studioUrl } = context
  const intake = { documents: [], faults: [], studioUrl }

  const [settings] = take(intake, contracts.siteSettings, raw.siteSettings, previous && [previous.settings])
  const [homePage] = take(intake, contracts.homePage, raw.homePage, previous && [previous.homePage])
  if (!settings || !homePage) throw incomplete(settings ? 'Home page' : 'Settings', intake.faults)

  const collections = {
    announcements: take(intake, contracts.announcement, raw.announcement, previous?.announcements),
    services: take(intake, contracts.service, raw.service, previous?.services),
    articles: take(intake, contracts.article, raw.article, previous?.articles),
    people: take(intake, contracts.person, raw.person, previous?.people),
    pages: take(intake, contracts.page, raw.page, previous?.pages),
    redirects: take(intake, contracts.redirect, raw.redirect, previous?.redirects),
  }
  const shown = [settings, homePage, ...Object.values(collections).flat()]
  const faults = [...intake.faults, ...brokenReferences(shown, intake.documents, studioUrl)]
  return deepFreeze({ documents: intake.documents, faults, settings, homePage, ...collections })
}

const rawDocument = z.looseObject({
  _id: z.string(),
  _rev: z.string(),
  _type: z.string(),
  _createdAt: z.string(),
})
type RawDocument = z.infer<typeof rawDocument>

const rawAnswer = z.object({
  siteSettings: z.array(rawDocument),
  homePage: z.array(rawDocument),
  announcement: z.array(rawDocument),
  service: z.array(rawDocument),
  article: z.array(rawDocument),
  person: z.array(rawDocument),
  page: z.array(rawDocument),
  redirect: z.array(rawDocument),
})

interface Intake {
  documents: DocumentRevision[]
  faults: Fault[]
  studioUrl: string
}

/** The documents of one type that the site shows: the good ones, and of the broken ones the last good version. */
function take<T extends { _id: string; _rev: string }>(
  intake: Intake,
  contract: z.ZodType<T>,
  published: RawDocument[],
  previous: readonly T[] = [],
): T[] {
  const addresses = new Set<string>()
  return published.toSorted(oldestFirst).flatMap(document => {
    const parsed = contract.safeParse(document)
    const issues = parsed.success ? addressIssues(document, addresses) : contractIssues(parsed.error)
    const shown =
      parsed.success && issues.length === 0 ? parsed.data : previous.find(({ _id }) => _id === document._id)
    intake.faults.push(...issues.map(issue => faultOf(document, issue, intake.studioUrl)))
    intake.documents.push({
      id: document._id,
      type: document._type,
      rev: document._rev,
      shownRev: shown?._rev ?? null,
    })
    return shown ? [shown] : []
  })
}

/** Two documents cannot have one address: the older one keeps it. */
function addressIssues(document: RawDocument, addresses: Set<string>): { field: string; reason: string }[] {
  const [field, address] = 'from' in document ? ['from', document.from] : ['slug', document.slug]
  if (typeof address !== 'string') return []
  if (addresses.has(address)) {
    return [
      {
        field: String(field),
        reason: `An older document has the address “${address}” already. Choose another address.`,
      },
    ]
  }
  addresses.add(address)
  return []
}

function oldestFirst(a: RawDocument, b: RawDocument): number {
  return a._createdAt.localeCompare(b._createdAt) || a._id.localeCompare(b._id)
}

function faultOf(document: RawDocument, issue: { field: string; reason: string }, studioUrl: string): Fault {
  const { _id, _type } = document
  return {
    documentId: _id,
    type: _type,
    title: titleOf(document),
    ...issue,
    studioUrl: studioLink(studioUrl, _id, _type),
    heldBack: true,
  }
}

/**
 * A reference whose document is not published: the page stands, its link becomes plain text, and staff are told.
 * Of a document that is held back they have been told already.
 */
function brokenReferences(
  shown: readonly SiteDocument[],
  published: readonly DocumentRevision[],
  studioUrl: string,
): Fault[] {
  const ids = new Set(published.map(({ id }) => id))
  return shown.flatMap(document =>
    referencesOf(document)
      .filter(({ id }) => !ids.has(id))
      .map(({ path }) => ({
        documentId: document._id,
        type: document._type,
        title: titleOf(document),
        field: fieldPath(path),
        reason: 'This refers to a document that is not published. Publish it, or choose another.',
        studioUrl: studioLink(studioUrl, document._id, document._type),
        heldBack: false,
      })),
  )
}

function titleOf(document: object & { _id: string }): string {
  for (const field of ['title', 'name', 'message', 'clinicName', 'heading', 'from']) {
    const value: unknown = Reflect.get(document, field)
    if (typeof value === 'string' && value.trim()) return value
  }
  return document._id
}

function incomplete(missing: string, faults: readonly Fault[]): ContentError {
  const what = `The site cannot be made: “${missing}” is not published, or cannot be used. Complete and publish it in the Studio.`
  return new ContentError([what, ...faults.map(describeFault)].join('\n'), faults)
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const item of Object.values(value)) deepFreeze(item)
  return Object.freeze(value)
}
