import { getPublishedId, isPublishedId } from 'sanity'
import { type Announcement, announcementState } from '#domain/announcements.ts'
import { draftAnnouncement } from '../documents/overview.ts'
import { referringFields } from './strong-references.ts'

/** One version of a document that refers to another, as the Content Lake keeps it. */
export interface Referring {
  _id: string
  _type: string
  [field: string]: unknown
}

/** A document that refers to another: published, a draft, or both. */
export interface Referrer {
  id: string
  type: string
  /** The names of the fields that refer to it. */
  fields: string[]
}

/** What refers to a document that is withdrawn, by what becomes of it; each once. */
export interface Referrers {
  /** Group starts that are shown or scheduled: they have no name without their group, so they are withdrawn with it. */
  leaving: Referrer[]
  /** What stays on the site, without its link or name. */
  staying: Referrer[]
  /** What stays as a page by itself. */
  translations: Referrer[]
  /** What patients do not see. */
  drafts: Referrer[]
}

/** The instant, and the clinic's time zone. */
export interface Clock {
  zone: string
  now: Temporal.Instant
}

/**
 * Sorts the versions that refer to the document `id` by what its withdrawal does to them. Old addresses are planned for
 * apart, and a start that is over needs nothing: neither is listed.
 */
export function sortReferrers(versions: readonly Referring[], id: string, clock: Clock): Referrers {
  const sorted: Referrers = { leaving: [], staying: [], translations: [], drafts: [] }
  const groups = Map.groupBy(versions, ({ _id }) => getPublishedId(_id))
  for (const [publishedId, group] of groups) {
    const published = group.find(({ _id }) => isPublishedId(_id))
    const [{ _type: type } = { _type: '' }] = group
    if (type === 'redirect' || (published && isPastStart(published, id, clock))) continue
    const fields = [...new Set(group.flatMap(version => referringFields(version, id)))]
    sorted[findList(published, fields, id)].push({ id: publishedId, type, fields })
  }
  return sorted
}

function findList(published: Referring | undefined, fields: readonly string[], id: string): keyof Referrers {
  if (!published) return 'drafts'
  if (isStartOf(published, id)) return 'leaving'
  return fields.every(name => name === 'translationOf') ? 'translations' : 'staying'
}

/** Whether a published document leaves the site with the document `id`. */
export function leavesWith(version: Referring, id: string, clock: Clock): boolean {
  return isPublishedId(version._id) && isStartOf(version, id) && !isPastStart(version, id, clock)
}

function isStartOf({ _type, kind, service }: Referring, id: string): boolean {
  return (
    _type === 'announcement' &&
    kind === 'groupStart' &&
    service instanceof Object &&
    '_ref' in service &&
    service._ref === id
  )
}

function isPastStart(version: Referring, id: string, { zone, now }: Clock): boolean {
  if (!isStartOf(version, id)) return false
  const announcement: Announcement | undefined = draftAnnouncement.safeParse(version).data
  try {
    return announcement !== undefined && announcementState(announcement, zone, now) === 'ended'
  } catch (error) {
    // Without a date it never ends.
    if (error instanceof RangeError) return false
    throw error
  }
}
