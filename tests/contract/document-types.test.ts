import type { SanityDocument } from 'sanity'
import { expect, test } from 'vitest'
import { documentTypeRows, documentTypes, singletons, typesWith } from '#domain/document-types.ts'
import { type AddressedType, addressedTypes, findPlace, pagePath } from '#domain/page-path.ts'
import { isFixedPage } from '#domain/routes.ts'
import { allRenditions, listRenditions } from '#images/renditions.ts'
import { shareImagePaths } from '#og-images/share-cards.ts'
import { isImage } from '#sanity/fields.ts'
import { blockNames, findBlock } from '#search/blocks.ts'
import { makeBlock } from '#search/make-block.ts'
import { pageLists, shareImage, sitemapLines } from '#selectors/machine-selectors.ts'
import { createSelect } from '#selectors/selector.ts'
import { articleNames, everythingElse, linkPath, pages, redirects } from '#selectors/selectors.ts'
import { findCarriedType, giveAddresses } from '#services/import/wordpress/addresses.ts'
import { pagePaths } from '#site/page-paths.ts'
import { siteAt } from '#site/site.ts'
import { deskLists } from '#studio/documents/desk-lists.ts'
import { overviewQuery, parseOverview } from '#studio/documents/overview.ts'
import { overviewParams } from '#studio/documents/overview-params.ts'
import { freshCopy } from '#studio/duplicating/fresh-copy.ts'
import { toLiveState } from '#studio/live/live-state.ts'
import { toStudioDocument } from '#studio/live/studio-document.ts'
import { findLocations } from '#studio/preview/locations.ts'
import { mainDocuments } from '#studio/preview/main-documents.ts'
import { toSeenDocument } from '#studio/preview/seen-document.ts'
import { linkTargets } from '#studio/schemaTypes/linkTargets.ts'
import { findPath } from '#studio/withdrawing/lake.ts'
import { readWriting, writtenTypes } from '#studio/writing-help/passages.ts'
import { english } from '#words/english.ts'
import { published, redirect, snapshotFrom } from '../fixtures/published.ts'
import { smallSite } from '../machines/small-site.ts'
import { ask, project } from './site-refusals.ts'
import { studioSchema } from './studio-forms.ts'
import { wholeDocument, withValueAt } from './whole-documents.ts'

/*
 * What a row of `documentTypeRows` promises, each part of the project keeps: for the types of today, and for the next one.
 */

const now = Temporal.Instant.from('2028-01-01T12:00:00Z')

/** A document as the Studio keeps it, with every field filled in. */
function written(type: string): SanityDocument & { slug: { current: string } } {
  const slug = { _type: 'slug', current: `the-${type.toLowerCase()}` }
  return { ...wholeDocument(type, singletons.includes(type)), slug, topics: ['Sleep'] }
}

/** What is published where the document is the only one of its type. */
function answerWith(type: string) {
  const old = redirect('old', { from: '/old/', target: { _ref: 'the-document' } })
  return { announcement: [], redirect: [old], [type]: [project(written(type))] }
}

function siteWith(type: string) {
  const site = siteAt(snapshotFrom(published(answerWith(type))), now)
  return { site, select: createSelect(site) }
}

/** The field names of a type in the Studio. */
function fieldsOf(type: string): string[] {
  return Object(studioSchema.get(type)).fields.map(({ name }: { name: string }) => name)
}

function pathOf(type: AddressedType): string {
  return pagePath(type, written(type).slug.current)
}

test.each(documentTypes)('the row of “%s” names fields and pages that there are', type => {
  const { desk, notCopied, picture, shownOn } = documentTypeRows[type]
  const named: string[] = [
    ...notCopied,
    ...(picture ? [picture.field] : []),
    ...(desk ? [desk.order.field] : []),
  ]
  expect(fieldsOf(type)).toEqual(expect.arrayContaining(named))
  expect(shownOn === null || isFixedPage(shownOn)).toBeTruthy()
})

test('the places of the desk are counted from 1, and each is taken once', () => {
  expect(deskLists.map(({ place }) => place)).toEqual(deskLists.map((_, index) => index + 1))
})

test.each(addressedTypes)('patients reach the page of a document of type “%s”', async type => {
  const path = pathOf(type)
  const { shownOn } = documentTypeRows[type]
  const site = await smallSite(answerWith(type), now.toString())
  const page = await site.see(path, { isEditable: true })
  expect(page.status).toBe(200)
  expect(page.text).toContain(String(written(type).title))
  for (const field of ['title', 'summary', 'body'])
    expect(page.text).toMatch(`id=the-document;type=${type};path=${field}`)
  expect(site.paths()).toContain(path)
  if (shownOn) expect((await site.see(shownOn)).text).toContain(`href="${path}"`)
})

test.each(addressedTypes)('links, old addresses, sitemap and lists know a document of type “%s”', type => {
  const path = pathOf(type)
  const { site, select } = siteWith(type)
  const { page, plural, shownOn } = documentTypeRows[type]
  expect(pagePaths(site)).toContain(path)
  expect(select(linkPath, 'the-document')).toBe(path)
  expect(select(redirects)).toEqual([{ from: '/old/', to: path }])
  expect(select(sitemapLines)).toContainEqual(expect.stringMatching(`^${path} `))
  expect(select(pages, type).map(each => each.path)).toEqual([path])
  const forMachines = select(pageLists).flatMap(list => list.pages.map(each => each.path))
  expect(forMachines.includes(path), plural).toBe(shownOn !== null)
  const image = select(shareImage, path).path
  expect(shareImagePaths(site)).toContain(image)
  expect(image.startsWith(`/share/the-${type}-`)).toBe(page.hasShareImage)
})

test.each(typesWith('search'))('search and the list of everything have a document of type “%s”', type => {
  const path = findPlace(type, written(type).slug.current)
  const { site, select } = siteWith(type)
  const found = blockNames(site).flatMap(name => makeBlock(findBlock(site, name) ?? [], english.kinds).pages)
  expect(found.filter(each => each.path === path)).toHaveLength(1)
  const listed = [...select(everythingElse).flatMap(section => section.pages), ...select(articleNames)]
  expect(listed.filter(each => each.path === path)).toHaveLength(1)
})

test.each(typesWith('picture'))('the picture of a document of type “%s” has files', type => {
  const { site } = siteWith(type)
  const { field, shapes } = documentTypeRows[type].picture
  const shown = site.snapshot.documents.find(document => document.type === type)?.shown
  const value: unknown = Reflect.get(Object(shown), field)
  const picture: unknown = isImage(value) ? value : Object(value).logo
  if (!isImage(picture)) throw new Error(`A whole document of type “${type}” has a picture.`)
  const paths = shapes.flatMap(shape => listRenditions(picture, shape)).map(({ path }) => path)
  expect([...allRenditions(site).keys()]).toEqual(expect.arrayContaining(paths))
})

test.each(typesWith('picture').filter(type => documentTypeRows[type].writing !== null))(
  'the Studio reads the words of the picture of a document of type “%s”, and misses them where there are none',
  type => {
    const document = written(type)
    const { field } = documentTypeRows[type].picture
    const passages = readWriting(document).sections.flatMap(section => section.passages)
    expect(passages.map(({ kind, path }) => [kind, path])).toContainEqual(['picture', [field, 'alt']])
    const wordless = withValueAt(document, [field, 'alt'], undefined)
    const { pictures } = parseOverview(ask(wordless, overviewQuery, overviewParams(now)))
    expect(pictures).toMatchObject([{ id: document._id, field: `${field}.alt` }])
  },
)

test.each(addressedTypes)('the Studio knows the page of a document of type “%s”', type => {
  const document = written(type)
  const path = pathOf(type)
  expect(fieldsOf(type)).toEqual(expect.arrayContaining(['title', 'slug', 'summary', 'body']))
  expect(deskLists.map(each => each.type)).toContain(type)
  expect(linkTargets).toContainEqual({ type })
  expect(mainDocuments.map(({ route }) => route)).toContain(pagePath(type, ':slug'))
  const seen = toSeenDocument(document)
  expect(seen && findLocations(seen, 'America/New_York', now).map(({ href }) => href)).toContain(path)
  // A slug that changes, and a page that is withdrawn, leave this path to a redirect.
  expect(findPath(document)).toBe(path)
  expect(freshCopy(document, now)).not.toHaveProperty('slug')
  expect(writtenTypes).toContain(type)
  const passages = readWriting(document).sections.flatMap(section => section.passages)
  expect(passages.map(({ place }) => place)).toEqual(expect.arrayContaining(['field', 'body']))
})

test.each(documentTypes)('“Is it live?” says where patients find a document of type “%s”', type => {
  const { _id: id, _rev, _updatedAt, ...fields } = written(type)
  const release = {
    release: 'one',
    publishedAt: now.toString(),
    nextChangeAt: null,
    timeZone: 'UTC',
    documents: { [id]: _rev },
    faults: [],
  }
  const document = toStudioDocument({ ...fields, _id: id, _rev, _updatedAt })
  const state = toLiveState(
    { id, type, draft: null, published: document },
    { release, publisher: null, problem: null, since: null },
    now,
  )
  const isPlaced = type !== 'announcement' && state.kind === 'live'
  if (isPlaced) expect(state.path).toBe(findPlace(type, fields.slug.current))
  else expect(type).toBe('announcement')
})

test.each(typesWith('wordpress'))('an import makes documents of type “%s”, at addresses of theirs', type => {
  const posts = { type: documentTypeRows[type].wordpress }
  expect(findCarriedType(posts)).toBe(type)
  expect(findCarriedType({ type: 'attachment' })).toBeNull()
  const item = { id: '7', type: posts.type, title: 'Sleep well', slug: 'sleep-well' }
  expect(giveAddresses([Object(item)], ({ id }) => id)).toMatchObject([
    { type, path: pagePath(type, 'sleep-well') },
  ])
})
