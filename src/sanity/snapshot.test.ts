import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  article,
  groupStart,
  homePage,
  image,
  page,
  paragraph,
  published,
  settings,
  snapshotFrom,
} from '#tests/fixtures/published.ts'
import { ContentError } from './faults.ts'
import { restoreSnapshot, type Snapshot } from './snapshot.ts'

const studioUrl = 'http://localhost:3333'

/** The articles that a snapshot shows. */
function articlesOf({ documents }: Snapshot) {
  return documents.flatMap(({ shown }) => (shown?._type === 'article' ? [shown] : []))
}

test('accepts complete content without a fault', () => {
  const snapshot = snapshotFrom(published(), { studioUrl })
  expect(snapshot.faults).toEqual([])
  expect(articlesOf(snapshot).map(({ title }) => title)).toEqual(['Title of ketamine'])
  expect(snapshot.documents).toContainEqual(
    expect.objectContaining({
      id: 'ketamine',
      type: 'article',
      rev: 'rev-ketamine',
      shownRev: 'rev-ketamine',
    }),
  )
})

test('freezes what it read, so that no page can change what another shows', () => {
  const snapshot = snapshotFrom(published(), { studioUrl })
  expect(() => Object.assign(snapshot.settings.address, { street: 'elsewhere' })).toThrow(TypeError)
})

test('holds back a page whose title has nothing to see', () => {
  const unseen = page('unseen', { title: '\u200b \ufeff' })
  expect(snapshotFrom(published({ page: [unseen] }), { studioUrl }).faults).toMatchObject([
    { documentId: 'unseen', field: 'title', level: 'heldBack' },
  ])
})

test('shows the last good version of a document whose title has become too long', () => {
  const previous = snapshotFrom(published(), { studioUrl })
  const endless = article('ketamine', { _rev: 'two', title: 'a'.repeat(100_000) })
  const snapshot = snapshotFrom(published({ article: [endless] }), { studioUrl, previous })
  expect(articlesOf(snapshot).map(({ title }) => title)).toEqual(['Title of ketamine'])
  expect(snapshot.faults).toMatchObject([
    { title: `${'a'.repeat(120)}…`, reason: 'Shorten the title to at most 200 characters.' },
  ])
})

test('lists fifty faults of a document, however many it has', () => {
  const body = Array.from({ length: 900 }, (_, index) =>
    paragraph('Words.', { _key: `p${index}`, style: 'h9' }),
  )
  const snapshot = snapshotFrom(published({ article: [article('ketamine', { body })] }), { studioUrl })
  expect(snapshot.faults).toHaveLength(50)
})

test('keeps a new document out when it breaks its contract, and says where and what to do', () => {
  const broken = article('ketamine', { summary: ' ' })
  const snapshot = snapshotFrom(published({ article: [broken, article('sleep')] }), { studioUrl })
  expect(articlesOf(snapshot).map(({ _id }) => _id)).toEqual(['sleep'])
  expect(snapshot.faults).toEqual([
    {
      documentId: 'ketamine',
      type: 'article',
      title: 'Title of ketamine',
      field: 'summary',
      reason: 'Write one or two sentences that say what the article answers.',
      studioUrl: 'http://localhost:3333/intent/edit/id=ketamine;type=article/',
      level: 'heldBack',
    },
  ])
})

test('keeps the last good version of a document that broke', () => {
  const previous = snapshotFrom(published(), { studioUrl })
  const broken = article('ketamine', { _rev: 'broken', title: '' })
  const snapshot = snapshotFrom(published({ article: [broken] }), { studioUrl, previous })
  expect(articlesOf(snapshot)).toEqual(articlesOf(previous))
  expect(snapshot.documents).toContainEqual(
    expect.objectContaining({ id: 'ketamine', type: 'article', rev: 'broken', shownRev: 'rev-ketamine' }),
  )
})

test('names the field inside a block of text', () => {
  const body = [paragraph('Words.'), { _key: 'i', _type: 'imageWithAlt', ...image({ alt: null }) }]
  const { faults } = snapshotFrom(published({ article: [article('ketamine', { body })] }), { studioUrl })
  expect(faults.map(({ field, reason }) => [field, reason])).toEqual([
    ['body[1].alt', 'Say in one sentence what the picture shows.'],
  ])
})

test('holds back a text with a block that the site does not know', () => {
  const body = [paragraph('Words.'), { _key: 'x', _type: 'carousel' }]
  const snapshot = snapshotFrom(published({ article: [article('ketamine', { body })] }), { studioUrl })
  expect(articlesOf(snapshot)).toEqual([])
  expect(snapshot.faults[0]?.reason).toContain('does not know this kind of content')
})

test('shows no picture where staff took the file away but left its words', () => {
  const snapshot = snapshotFrom(
    published({ article: [article('ketamine', { image: image({ asset: null }) })] }),
    { studioUrl },
  )
  expect(snapshot.faults).toEqual([])
  expect(articlesOf(snapshot)[0]?.image).toBeNull()
})

test('gives an address that two documents want to the older one', () => {
  const newer = article('newer', { slug: 'ketamine', _createdAt: '2026-06-01T00:00:00Z' })
  const snapshot = snapshotFrom(published({ article: [newer, article('ketamine')] }), { studioUrl })
  expect(articlesOf(snapshot).map(({ _id }) => _id)).toEqual(['ketamine'])
  expect(snapshot.faults.map(({ documentId, field }) => [documentId, field])).toEqual([['newer', 'slug']])
})

test('shows a page that refers to a document that is not published', () => {
  const related = [{ _ref: 'withdrawn' }]
  const snapshot = snapshotFrom(published({ article: [article('ketamine', { related })] }), { studioUrl })
  expect(articlesOf(snapshot)).toHaveLength(1)
  expect(snapshot.faults).toEqual([])
})

test('holds back an announcement that ends before it starts', () => {
  const window = { showFrom: '2027-01-02T00:00:00Z', showUntil: '2027-01-01T00:00:00Z' }
  const { faults } = snapshotFrom(published({ announcement: [groupStart('spring', window)] }), { studioUrl })
  expect(faults.map(({ reason }) => reason)).toEqual(['Set “Show until” after “Show from”.'])
})

test('refuses to make a site without settings, and says what to publish', () => {
  expect(() => snapshotFrom(published({ siteSettings: [] }), { studioUrl })).toThrow(ContentError)
  expect(() => snapshotFrom(published({ siteSettings: [] }), { studioUrl })).toThrow(
    '“Settings” is not published',
  )
})

test('tells a site that nobody has set up from one that lacks a part', () => {
  const notSetUp = (answer: Parameters<typeof published>[0]) => {
    try {
      return snapshotFrom(published(answer), { studioUrl })
    } catch (error) {
      return error instanceof ContentError && error.isNotSetUp
    }
  }
  expect(notSetUp({ siteSettings: [], homePage: [] })).toBe(true)
  expect(notSetUp({ siteSettings: [] })).toBe(false)
})

test('keeps the last good settings when a new version breaks its contract', () => {
  const previous = snapshotFrom(published(), { studioUrl })
  const broken = settings({ _rev: 'broken', callNumber: 'call us' })
  const snapshot = snapshotFrom(published({ siteSettings: [broken] }), { studioUrl, previous })
  expect(snapshot.settings.callNumber).toBe('+13307544844')
  expect(snapshot.faults.map(({ field }) => field)).toEqual(['callNumber'])
})

test('asks for the words of a link in a highlight', () => {
  const highlight = {
    _key: 'h',
    heading: 'Groups',
    text: 'Come.',
    citation: null,
    link: { _ref: 'group' },
    linkLabel: null,
    showCallToAction: null,
  }
  const answer = published({ homePage: [homePage({ highlights: [highlight] })] })
  expect(() => snapshotFrom(answer, { studioUrl })).toThrow('highlights[0].linkLabel')
})

/** Records as other code kept them, which knew documents as `change` leaves them. */
function keptByOtherCode(answer: ReturnType<typeof published>, change: (document: object) => void) {
  return snapshotFrom(answer).documents.map(document => {
    const { document: body } = JSON.parse(zstdDecompressSync(document.content ?? '').toString())
    change(body)
    return {
      ...document,
      content: new Uint8Array(
        zstdCompressSync(JSON.stringify({ query: 'of an earlier version', document: body })),
      ),
    }
  })
}

const byOtherCode = { faults: [], studioUrl, isReadAlike: false }

test('takes what it kept itself as it is', async () => {
  const { documents } = snapshotFrom(published())
  const restored = await restoreSnapshot(documents, { ...byOtherCode, isReadAlike: true })
  expect(restored.documents).toEqual(documents)
})

test('a last good version of other code stays, though it lacks a field that this code reads', async () => {
  const kept = keptByOtherCode(published(), document => {
    Reflect.deleteProperty(document, 'related')
    Reflect.deleteProperty(Object(Reflect.get(document, 'address')), 'directions')
  })
  const previous = await restoreSnapshot(kept, byOtherCode)
  expect(articlesOf(previous)).toMatchObject([{ title: 'Title of ketamine', related: null }])

  const broken = article('ketamine', { _rev: 'broken', title: '' })
  const snapshot = snapshotFrom(published({ article: [broken] }), { studioUrl, previous })

  expect(articlesOf(snapshot)).toEqual(articlesOf(previous))
  expect(snapshot.faults.map(({ field }) => field)).toEqual(['title'])
})

test('reads what other code kept again: the field may have a value', async () => {
  const kept = keptByOtherCode(published(), document => Reflect.deleteProperty(document, 'related'))
  const previous = await restoreSnapshot(kept, byOtherCode)
  const related = [{ _ref: 'sleep' }]
  const read = published({ article: [article('ketamine', { related })] })

  expect(articlesOf(snapshotFrom(read, { studioUrl, previous }))).toMatchObject([{ related }])
})

test('shows nothing of a version of other code that breaks the contract of this code', async () => {
  const kept = keptByOtherCode(published(), document => Reflect.deleteProperty(document, 'publishedAt'))
  const previous = await restoreSnapshot(kept, byOtherCode)
  expect(articlesOf(previous)).toEqual([])
})

test('the published revision itself is no last good version: other code knew less of it', async () => {
  const kept = keptByOtherCode(published(), document => Reflect.deleteProperty(document, 'related'))
  const previous = await restoreSnapshot(kept, byOtherCode)
  const forgotten = Object.fromEntries(
    Object.entries(article('ketamine')).filter(([field]) => field !== 'related'),
  )
  const snapshot = snapshotFrom(published({ article: [forgotten] }), { studioUrl, previous })

  expect(articlesOf(snapshot)).toEqual([])
  expect(snapshot.faults).toMatchObject([{ documentId: 'ketamine', field: 'related', level: 'heldBack' }])
})

test('holds back a second translation of a page into one language, and lets the first go on', () => {
  const spanish = (id: string, fields = {}) =>
    article(id, { language: 'es', translationOf: { _ref: 'ketamine' }, ...fields })
  const both = [article('ketamine'), spanish('ketamina'), spanish('otra')]
  const snapshot = snapshotFrom(published({ article: both }), { studioUrl })
  expect(articlesOf(snapshot).map(({ _id }) => _id)).toEqual(['ketamina', 'ketamine'])
  expect(snapshot.faults).toMatchObject([
    { documentId: 'otra', field: 'translationOf', reason: expect.stringContaining('already') },
  ])
  const french = [
    article('ketamine'),
    spanish('ketamina', { _rev: 'two' }),
    spanish('otra', { language: 'fr' }),
  ]
  expect(snapshotFrom(published({ article: french }), { studioUrl, previous: snapshot }).faults).toEqual([])
})

test('holds back no translation since a document of another kind names its original', () => {
  const fields = { language: 'es', translationOf: { _ref: 'ketamine' } }
  const snapshot = snapshotFrom(
    published({
      article: [article('ketamine'), article('ketamina', fields)],
      page: [page('a-void-pair', { ...fields, _createdAt: '2025-01-01T00:00:00Z' })],
    }),
    { studioUrl },
  )
  expect(articlesOf(snapshot).map(({ _id }) => _id)).toEqual(['ketamina', 'ketamine'])
  expect(snapshot.faults).toEqual([])
})

test('a page that has no language of its own translates nothing, whatever its form still holds', () => {
  const idle = article('ketamine', { translationOf: { _ref: 'ketamine' } })
  const [shown] = articlesOf(snapshotFrom(published({ article: [idle] }), { studioUrl }))
  expect(shown?.translationOf).toBeNull()
})

test.each([
  ['translates itself', { language: 'es', translationOf: { _ref: 'ketamine' } }, 'translationOf'],
  ['is in a language that the site does not know', { language: 'tlh' }, 'language'],
  ['has two texts in one language', { body: [inSpanish('a'), inSpanish('b')] }, 'body[1].language'],
  ['has a text in no language', { body: [{ ...inSpanish('a'), language: null }] }, 'body[0].language'],
  ['has an empty text in another language', { body: [{ ...inSpanish('a'), text: [] }] }, 'body[0].text'],
])('holds back an article that %s', (_, fields, field) => {
  const { faults } = snapshotFrom(published({ article: [article('ketamine', fields)] }), { studioUrl })
  expect(faults).toMatchObject([{ documentId: 'ketamine', field }])
})

function inSpanish(_key: string) {
  return {
    _key,
    _type: 'languageBlock',
    language: 'es',
    text: [paragraph('Ayuda gratuita.')],
    showNumber: null,
  }
}
