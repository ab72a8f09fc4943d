import type { ValidationContext } from 'sanity'
import { getDraftId, getPublishedId } from 'sanity'
import { z } from 'zod'
import { addressedTypes, pagePath, parsePagePath } from '#domain/page-path.ts'
import { isReservedPageSlug } from '#domain/routes.ts'
import { apiVersion } from '../project.ts'

const addressedType = z.enum(addressedTypes)
const titled = z.object({ title: z.string().nullable() }).nullable()

/** Why an address cannot be had, with the name of the document that has it already; null for one that is free. */
export async function takenReason(slug: string, context: ValidationContext): Promise<string | null> {
  const { document } = context
  if (!document) return null
  const query = `*[_type == $type && slug.current == $slug && !(_id in $own)
    && !(_id in path("versions.**"))][0]{"title": coalesce(title, name)}`
  const params = { type: document._type, slug, own: versionsOf(document._id) }
  const found = titled.parse(await clientOf(context, 'raw').fetch(query, params))
  return found && `“${found.title ?? 'A document without a title'}” has this address already. Choose another.`
}

/** What becomes of the address that a page has now, when another is published; null while it stays. */
export async function moveNotice(slug: string, context: ValidationContext): Promise<string | null> {
  const { document } = context
  const type = addressedType.safeParse(document?._type).data
  if (!document || !type) return null
  const query = '*[_id == $id][0].slug.current'
  const answer: unknown = await clientOf(context, 'published').fetch(query, {
    id: getPublishedId(document._id),
  })
  const before = z.string().nullable().parse(answer)
  if (before === null || before === slug) return null
  return `The page moves to ${pagePath(type, slug)} when you publish. Visitors of ${pagePath(type, before)} will be sent to the new address.`
}

const groupState = z.object({ isPublished: z.boolean(), title: z.string().nullable() })

const oldAddress = z
  .object({ outcome: z.string().nullable(), targetId: z.string().nullable(), target: z.string().nullable() })
  .nullable()

/** What becomes of visitors of an old address that a page takes for itself; null where it takes none. */
export async function takeoverNotice(slug: string, context: ValidationContext): Promise<string | null> {
  const { document } = context
  const type = addressedType.safeParse(document?._type).data
  if (!document || !type) return null
  const path = pagePath(type, slug)
  const query = `*[_type == "redirect" && from in $paths][0]{
    outcome, "targetId": target._ref, "target": target->title
  }`
  const params = { paths: [path, path.replace(/\/$/, '')] }
  const found = oldAddress.parse(await clientOf(context, 'published').fetch(query, params))
  if (!found || found.targetId === getPublishedId(document._id)) return null
  const today =
    found.outcome === 'moved' && found.target
      ? `are sent to “${found.target}”`
      : 'are told that the page is gone'
  return `${path} is an old address: today, its visitors ${today}. When you publish, they find this page instead. Is that not what you want? Choose another address.`
}

/** Why a path cannot be an old address: a page has it, or another document redirects it. */
export async function oldAddressFault(from: string, context: ValidationContext): Promise<string | null> {
  const path = from.endsWith('/') ? from : `${from}/`
  const place = parsePagePath(path)
  if (path === '/' || (place?.type === 'page' && isReservedPageSlug(place.slug)))
    return `The site itself has a page at ${path}, so visitors never get here. Write an address that it no longer has.`
  const pageQuery = '*[_type == $type && slug.current == $slug][0]{title}'
  const client = clientOf(context, 'published')
  const page = place && titled.parse(await client.fetch(pageQuery, place))
  if (page)
    return `“${page.title ?? 'A page'}” is at ${path}, so visitors never get here. Write an address that it no longer has.`
  const existingQuery = '*[_type == "redirect" && from in $paths && !(_id in $own)][0]{"title": from}'
  const own = context.document ? versionsOf(context.document._id) : []
  const paths = [path, path.replace(/\/$/, '')]
  const existing = titled.parse(await client.fetch(existingQuery, { paths, own }))
  return existing && `“Old addresses” has ${path} already. Change that one instead.`
}

/** Why a group start cannot name its group; null where the group is on the site. */
export async function groupFault(id: string, context: ValidationContext): Promise<string | null> {
  const query = '{"isPublished": defined(*[_id == $id][0]._id), "title": *[_id == $draft][0].title}'
  const params = { id, draft: getDraftId(id) }
  const found = groupState.parse(await clientOf(context, 'raw').fetch(query, params))
  if (found.isPublished) return null
  return `${found.title ? `“${found.title}”` : 'This group'} is not on the site, and patients could not be told what starts. Publish the group first, or choose another.`
}

function versionsOf(id: string): string[] {
  return [getPublishedId(id), getDraftId(id)]
}

function clientOf(context: ValidationContext, perspective: 'raw' | 'published') {
  return context.getClient({ apiVersion }).withConfig({ perspective, useCdn: false })
}
