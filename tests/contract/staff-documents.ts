import fc from 'fast-check'
import type { SanityDocument, SchemaType } from 'sanity'
import { anyCharacter } from '../fixtures/any-character.ts'
import { goodDatesFor, goodTextsFor, oddDates, oddInstants, oddTexts } from './staff-words.ts'
import { studioSchema } from './studio-forms.ts'

/*
 * Documents as staff, a script or an import may leave them: every field of the Studio's schema, mostly filled in well,
 * here and there missing or odd. They shrink towards documents that are good all over.
 */

type Value = fc.Arbitrary<unknown>

/** Documents that generated ones may refer to, by type. */
export const knownDocuments = {
  article: 'known-article',
  page: 'known-page',
  person: 'known-person',
  service: 'known-service',
} as const

/** The file of a picture that is there, as the Content Lake keeps it. */
export const knownPicture = {
  _id: `image-${'a'.repeat(40)}-1000x500-jpg`,
  _type: 'sanity.imageAsset',
  _rev: 'one',
  _createdAt: '2026-01-01T00:00:00Z',
  _updatedAt: '2026-01-01T00:00:00Z',
  metadata: { dimensions: { width: 1000, height: 500 }, isOpaque: true },
}

/** Whether a document or file with this id is there to be referred to. */
export function isKnown(id: string): boolean {
  const ids: readonly string[] = [...Object.values(knownDocuments), knownPicture._id]
  return ids.includes(id)
}

/** Documents of one type, `singleton` by the name of the type. */
export function documentsOf(typeName: string, singleton: boolean): fc.Arbitrary<SanityDocument> {
  const type = studioSchema.get(typeName)
  if (!type) throw new Error(`The Studio has no type “${typeName}”.`)
  const head = {
    _id: singleton ? typeName : 'the-document',
    _rev: 'one',
    _createdAt: '2026-01-01T00:00:00Z',
    _updatedAt: '2026-01-01T00:00:00Z',
  }
  return fieldsOf(type).map(fields => {
    const document = withKeys({ ...Object(fields), _type: typeName })
    return { ...JSON.parse(JSON.stringify(document)), ...head }
  })
}

/** A good value first, to which others shrink; at times none, at times an odd one. */
function fillIn(type: SchemaType, name: string): Value {
  const { good, odd } = valuesOf(type, name)
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 160, arbitrary: good },
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: odd },
  )
}

function valuesOf(type: SchemaType, name: string): { good: Value; odd: Value } {
  const chosen = choicesOf(type)
  if (typeNames(type).includes('block')) return { good: paragraph, odd: oddBlock }
  if (typeNames(type).includes('slug')) {
    return {
      good: slugOf(goodTextsFor('slug')),
      odd: fc.oneof(slugOf(oddTexts), fc.constant({ _type: 'slug' })),
    }
  }
  if (typeNames(type).includes('reference')) return { good: knownReference(type), odd: oddReference }
  if (typeNames(type).includes('image')) return pictureOf(type)
  if (typeNames(type).includes('date')) {
    return {
      good: fc.constantFrom(...goodDatesFor(name)),
      odd: fc.constantFrom(...oddDates),
    }
  }
  if (typeNames(type).includes('datetime')) {
    const good = ['2027-02-06T23:00:00.000Z', '2020-01-01T00:00:00Z', '2027-02-07T01:30:00+05:30']
    return { good: fc.constantFrom(...good), odd: fc.constantFrom(...oddInstants) }
  }
  switch (type.jsonType) {
    case 'string': {
      const odd = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: anyCharacter }))
      return { good: fc.constantFrom(...(chosen ?? goodTextsFor(name))), odd }
    }
    case 'number':
      return {
        good: fc.constantFrom(...(name === 'year' ? [2006, 1800] : [12, 1, 60])),
        odd: fc.constantFrom(0, -1, 61, 1.5, 1e21, 2201, 1799),
      }
    case 'boolean':
      return { good: fc.boolean(), odd: fc.constantFrom('yes', 1) }
    case 'array':
      return listOf(type.of, name, chosen)
    case 'object':
      return { good: fieldsOf(type), odd: fc.constant({}) }
  }
}

function fieldsOf(type: SchemaType): Value {
  if (type.jsonType !== 'object') throw new Error(`${type.name} has no fields`)
  const fields = type.fields.map(field => [field.name, fillIn(field.type, field.name)] as const)
  const own = type.name === 'object' ? {} : { _type: fc.constant(type.name) }
  return fc.record({ ...own, ...Object.fromEntries(fields) })
}

function listOf(
  of: readonly SchemaType[],
  name: string,
  chosen: string[] | null,
): { good: Value; odd: Value } {
  const items = of.map(each => valuesOf(each, name))
  const good = chosen
    ? fc.constantFrom(...chosen)
    : fc.oneof({ withCrossShrink: true }, ...items.map(item => item.good))
  const odd = fc.oneof(
    ...items.map(item => item.odd),
    ...(of.some(each => each.jsonType === 'object') ? [unknownItem] : []),
  )
  const one = fc.oneof(
    { withCrossShrink: true },
    { weight: 40, arbitrary: good },
    { weight: 1, arbitrary: odd },
  )
  const some = fc.array(one, { minLength: 1, maxLength: 3 })
  const twice = good.map(item => [item, item])
  return { good: some, odd: fc.oneof(fc.constant([]), twice, fc.array(odd, { minLength: 1, maxLength: 2 })) }
}

const unknownItem = fc.constantFrom({ _type: 'video', url: 'https://video.example/1' }, { text: 'No type' })

const marks = fc.constantFrom([], ['strong'], ['em', 'strong'], ['k0'])
const oddMarks = fc.constantFrom(['underline'], ['gone'], ['k0', 'k1'], ['k0', 'k0'])
const words = fc.oneof(
  { withCrossShrink: true },
  { weight: 9, arbitrary: fc.constantFrom(...goodTextsFor('any')) },
  { weight: 1, arbitrary: fc.constantFrom(...oddTexts) },
)
const span = spanOf(
  words,
  fc.oneof({ withCrossShrink: true }, { weight: 40, arbitrary: marks }, { weight: 1, arbitrary: oddMarks }),
)

function spanOf(text: Value, own: Value): Value {
  return fc.record({ _type: fc.constant('span'), text, marks: own })
}

/** Built when first asked for: a paragraph holds sources, whose fields come of the schema. */
const citation = lazily(() => valuesOf(member('citation'), 'citation').good)
const links = lazily(() =>
  fc.tuple(
    fc.record({
      _type: fc.constant('externalLink'),
      href: fc.oneof(
        { withCrossShrink: true },
        { weight: 9, arbitrary: fc.constantFrom(...goodTextsFor('href')) },
        { weight: 1, arbitrary: fc.constantFrom(...oddTexts) },
      ),
    }),
    fc.record({
      _type: fc.constant('internalLink'),
      target: fc.oneof(
        { withCrossShrink: true },
        { weight: 9, arbitrary: fc.constant(referenceTo(knownDocuments.page)) },
        { weight: 1, arbitrary: fc.oneof(oddReference, fc.constant(undefined)) },
      ),
    }),
  ),
)

const paragraph = fc.record({
  _type: fc.constant('block'),
  style: fc.constant('normal'),
  listItem: fc.constantFrom(undefined, undefined, 'bullet', 'number'),
  level: fc.constantFrom(undefined, 1, 3),
  children: fc.array(
    fc.oneof({ withCrossShrink: true }, { weight: 6, arbitrary: span }, { weight: 1, arbitrary: citation }),
    { minLength: 1, maxLength: 2 },
  ),
  markDefs: links,
})

/** A paragraph that is odd in one way. */
const oddBlock = fc
  .tuple(
    paragraph,
    fc.constantFrom<object[]>(
      { style: 'h1' },
      { style: 'h2' },
      { style: 'blockquote' },
      { style: '' },
      { listItem: 'checkbox' },
      { level: 4 },
      { level: 0 },
      { level: 1.5 },
      { children: [] },
      { children: undefined },
      { children: [{ _type: 'emoji', text: ':-)' }] },
      { children: [{ _type: 'span' }] },
      { children: [{ _type: 'span', text: '   ', marks: [] }] },
      { children: [{ _type: 'span', text: 'No marks' }], markDefs: undefined },
      { markDefs: [{ _type: 'glossary', term: 'dose' }] },
      { markDefs: [{ _type: 'externalLink' }] },
    ),
  )
  .map(([block, oddity]) => ({ ...Object(block), ...oddity }))

function pictureOf(type: SchemaType): { good: Value; odd: Value } {
  const asset = fc.constant(referenceTo(knownPicture._id))
  const crop = fc.constantFrom(undefined, {
    _type: 'sanity.imageCrop',
    top: 0.1,
    bottom: 0,
    left: 0,
    right: 0.2,
  })
  const hotspot = fc.constantFrom(undefined, {
    _type: 'sanity.imageHotspot',
    x: 0.5,
    y: 0.5,
    width: 1,
    height: 1,
  })
  const alt = fc.constantFrom('A lake at dawn.')
  const good = { _type: fc.constant(type.name), asset, crop, hotspot, alt, caption: words }
  const ways: Partial<Record<keyof typeof good, Value>>[] = [
    { asset: fc.constant(undefined) },
    { asset: fc.constant(undefined), alt: fc.constant(undefined) },
    { asset: fc.constant(referenceTo('image-gone-1x1-png')) },
    { alt: fc.constantFrom(undefined, ...oddTexts) },
    { crop: fc.constantFrom({}, { _type: 'sanity.imageCrop', top: 0.1 }) },
    { hotspot: fc.constantFrom({}, { _type: 'sanity.imageHotspot', x: 0.1 }) },
  ]
  return { good: fc.record(good), odd: fc.oneof(...ways.map(way => fc.record({ ...good, ...way }))) }
}

function knownReference(type: SchemaType): Value {
  const to: unknown = Object(type).to
  const names = (Array.isArray(to) ? to : []).map(target => String(Object(target).name))
  const ids = Object.entries(knownDocuments).flatMap(([name, id]) => (names.includes(name) ? [id] : []))
  return fc.constantFrom(...(ids.length > 0 ? ids : [knownPicture._id])).map(referenceTo)
}

const oddReference = fc.constantFrom(
  referenceTo('gone'),
  { _type: 'reference' },
  {},
  referenceTo('drafts.known-page'),
)

function referenceTo(id: string) {
  return { _type: 'reference', _ref: id }
}

function slugOf(texts: readonly string[]): Value {
  return fc.constantFrom(...texts).map(current => ({ _type: 'slug', current }))
}

function member(name: string): SchemaType {
  const type = studioSchema.get(name)
  if (!type) throw new Error(`The Studio has no type “${name}”.`)
  return type
}

/** The name of a type and of those that it is made of. */
function typeNames(type: SchemaType): string[] {
  return [type.name, ...(type.type ? typeNames(type.type) : [])]
}

/** The values that staff choose from; null where they write. */
function choicesOf(type: SchemaType): string[] | null {
  const list: unknown = Object(type.options).list
  if (!Array.isArray(list)) return null
  return list.map((choice: unknown) => String(Object(choice).value))
}

function lazily(make: () => Value): Value {
  let made: Value | undefined
  return fc.constant(null).chain(() => {
    made ??= make()
    return made
  })
}

/** Gives every object in a list the key that the Studio, or the Content Lake, would give it. */
function withKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withKeys(item)]))
  }
  return value.map((item: unknown, index) =>
    typeof item === 'object' && item !== null ? { _key: `k${index}`, ...Object(withKeys(item)) } : item,
  )
}
