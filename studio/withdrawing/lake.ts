import type { SanityClient } from '@sanity/client'
import { getDraftId, getPublishedId } from 'sanity'
import { z } from 'zod'
import { announcementSentence } from '#domain/announcements.ts'
import { addressedTypes, pagePath } from '#domain/page-path.ts'
import { english } from '#words/english.ts'
import { deletedDocument } from '../deleted/deleted-document.ts'
import { draftAnnouncement } from '../documents/overview.ts'
import { apiVersion } from '../project.ts'
import type { OldAddress, Write } from './old-addresses.ts'
import { type Clock, leavesWith, type Referrers, type Referring, sortReferrers } from './referrers.ts'
import { weakened } from './strong-references.ts'

const addressed = z.object({
  _type: z.enum(addressedTypes),
  slug: z.object({ current: z.string().min(1) }),
})

/** The address of a document's page; null for one that has none, or none yet. */
export function findPath(document: unknown): string | null {
  const { data } = addressed.safeParse(document)
  return data ? pagePath(data._type, data.slug.current) : null
}

const oldAddressList = z.array(
  z.object({
    id: z.string(),
    from: z.string().transform(from => (from.endsWith('/') ? from : `${from}/`)),
    target: z.string().nullable(),
  }),
)

/** The published redirects from one of the paths or to the document. */
export async function loadOldAddresses(
  client: SanityClient,
  id: string,
  paths: readonly string[],
): Promise<OldAddress[]> {
  const query = `*[_type == "redirect" && (from in $paths || target._ref == $id)]{
    "id": _id, from, "target": select(outcome == "moved" => target._ref)
  }`
  const params = { id, paths: paths.flatMap(path => [path, path.replace(/\/$/, '')]) }
  const answer: unknown = await published(client).fetch(query, params)
  return oldAddressList.parse(answer)
}

const referring = z.looseObject({ _id: z.string(), _type: z.string() })

/** Every version of every document that refers to `id`, old addresses and the document itself left out. */
async function loadReferring(client: SanityClient, id: string): Promise<Referring[]> {
  const query = '*[references($id) && !(_id in $own)]'
  const params = { id, own: [id, getDraftId(id)] }
  const answer: unknown = await client
    .withConfig({ apiVersion, perspective: 'raw', useCdn: false })
    .fetch(query, params)
  return z.array(referring).parse(answer)
}

/** What refers to a document, for staff to see before they withdraw it. */
export async function loadReferrers(client: SanityClient, id: string, clock: Clock): Promise<Referrers> {
  return sortReferrers(await loadReferring(client, id), id, clock)
}

/** Writes what was planned for old addresses: published at once, in one step. */
export async function writeOldAddresses(client: SanityClient, writes: readonly Write[]): Promise<void> {
  if (writes.length > 0)
    await withWrites(published(client).transaction(), writes).commit({ tag: 'withdrawing' })
}

/** How a document leaves the site: `unpublish` keeps it as a draft, `delete` does not keep it. */
export type Leaving = 'unpublish' | 'delete'

/**
 * Takes a document off the site in one step: old addresses are written, what refers to it lets it go, and it goes, with
 * what has no name without it. What is deleted is noted for “Recently deleted”, as staff last left it.
 * @throws when the Content Lake refuses, as it does one who may not edit; nothing has changed then.
 */
export async function withdraw(
  client: SanityClient,
  subject: { document: Referring; draft: Referring | null; title: string },
  leaving: Leaving,
  { writes, clock, by }: { writes: readonly Write[]; clock: Clock; by: string },
): Promise<void> {
  const { document, draft, title } = subject
  const id = getPublishedId(document._id)
  const transaction = withWrites(client.withConfig({ apiVersion }).transaction(), writes)
  const rewritten = new Set(writes.map(write => (write.kind === 'put' ? write.address.id : write.id)))
  const takeOff = (version: Referring, newest: Referring, name: string) => {
    const publishedId = getPublishedId(version._id)
    const draftId = getDraftId(publishedId)
    if (leaving === 'unpublish') transaction.createIfNotExists({ ...version, _id: draftId })
    else transaction.delete(draftId).create(deletedDocument(newest, name, by))
    transaction.delete(publishedId)
  }
  const referring = await loadReferring(client, id)
  for (const referrer of referring) {
    const set = weakened(referrer, id)
    if (!rewritten.has(referrer._id) && Object.keys(set).length > 0) transaction.patch(referrer._id, { set })
    if (!leavesWith(referrer, id, clock)) continue
    const ownDraft = referring.find(({ _id }) => _id === getDraftId(referrer._id))
    takeOff(referrer, ownDraft ?? referrer, startName(referrer, title))
  }
  takeOff(document, draft ?? document, title)
  await transaction.commit({ tag: `withdrawing.${leaving}` })
}

function startName(start: Referring, group: string): string {
  const announcement = draftAnnouncement.safeParse(start).data
  if (announcement?.message?.trim() || announcement?.startDate)
    return announcementSentence(announcement, group, english.announcements)
  return `${group}: a start without a date`
}

type Transaction = ReturnType<SanityClient['transaction']>

function withWrites(transaction: Transaction, writes: readonly Write[]): Transaction {
  for (const write of writes) {
    if (write.kind === 'remove') {
      transaction.delete(write.id)
      transaction.delete(getDraftId(write.id))
      continue
    }
    const { id: _id, from, target } = write.address
    const redirect = { _id, _type: 'redirect', from }
    if (target === null) transaction.createOrReplace({ ...redirect, outcome: 'gone' })
    else {
      const reference = { _type: 'reference', _ref: target, _weak: true }
      transaction.createOrReplace({ ...redirect, outcome: 'moved', target: reference })
    }
  }
  return transaction
}

function published(client: SanityClient): SanityClient {
  return client.withConfig({ apiVersion, perspective: 'published', useCdn: false })
}
