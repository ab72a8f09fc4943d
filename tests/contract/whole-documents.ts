import type { SanityDocument, SchemaType } from 'sanity'
import { knownDocuments, knownPicture } from './staff-documents.ts'
import { goodTextsFor } from './staff-words.ts'
import { studioSchema } from './studio-forms.ts'

/** A place in a document, from the outermost field in. */
export type Place = readonly (string | number)[]

/** A document with every field of its type filled in well, and one item of each kind in every list. */
export function wholeDocument(typeName: string, singleton: boolean): SanityDocument {
  const at = '2026-01-01T00:00:00Z'
  const head = { _id: singleton ? typeName : 'the-document', _rev: 'one', _createdAt: at, _updatedAt: at }
  return { ...Object(fill(getType(typeName), typeName)), ...head, _type: typeName }
}

/** Every place of a value that holds something `isWanted`, with what it holds. */
export function placesOf(value: unknown, isWanted: (value: unknown, place: Place) => boolean): Place[] {
  const found: Place[] = []
  visit(value, [])
  return found

  function visit(each: unknown, place: Place): void {
    if (isWanted(each, place)) found.push(place)
    if (typeof each !== 'object' || each === null) return
    for (const [name, inner] of Object.entries(each)) {
      if (!name.startsWith('_')) visit(inner, [...place, Array.isArray(each) ? Number(name) : name])
    }
  }
}

/** The value at a path. */
export function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((at, step) => Object(at)[step], value)
}

/** A copy of a document with something else at a place. */
export function withValueAt(document: SanityDocument, place: Place, value: unknown): SanityDocument {
  return withValuesAt(document, [[place, value]])
}

/** A copy of a document with something else at each of some places. */
export function withValuesAt(
  document: SanityDocument,
  values: readonly (readonly [Place, unknown])[],
): SanityDocument {
  const copy = structuredClone(document)
  for (const [place, value] of values) Object(valueAt(copy, place.slice(0, -1)))[place.at(-1) ?? ''] = value
  return copy
}

function fill(type: SchemaType, name: string): unknown {
  const names = typeNames(type)
  if (names.includes('block')) return paragraph(type)
  if (names.includes('slug')) return { _type: 'slug', current: goodTextsFor('slug')[0] }
  if (names.includes('reference')) return reference(type)
  if (names.includes('date')) return '2027-02-06'
  if (names.includes('datetime')) return name === 'showFrom' ? '2027-02-01T12:00:00Z' : '2027-02-06T12:00:00Z'
  switch (type.jsonType) {
    case 'string':
      return firstChoice(type) ?? goodTextsFor(name)[0]
    case 'number':
      return name === 'year' ? 2006 : 12
    case 'boolean':
      return true
    case 'array':
      return name === 'rows'
        ? [row('k0'), row('k1')]
        : type.of.map((of, index) => item(of, name, index, type))
    case 'object':
      return fields(type)
  }
}

function fields(type: SchemaType): unknown {
  if (type.jsonType !== 'object') return undefined
  const filled = type.fields.map(field => [field.name, fill(field.type, field.name)] as const)
  const own = type.name === 'object' ? {} : { _type: type.name }
  const picture = typeNames(type).includes('image')
    ? { asset: { _type: 'reference', _ref: knownPicture._id } }
    : {}
  return {
    ...own,
    ...Object.fromEntries(filled.filter(([name]) => !/^(?:hotspot|crop|media)$/.test(name))),
    ...picture,
  }
}

function item(of: SchemaType, name: string, index: number, list: SchemaType): unknown {
  const value =
    of.jsonType === 'string'
      ? (firstChoice(list) ?? firstChoice(of) ?? goodTextsFor(name)[0])
      : fill(of, name)
  return typeof value === 'object' && value !== null ? { _key: `k${index}`, ...value } : value
}

function paragraph(type: SchemaType): unknown {
  const citation = typeNames(type).includes('block') ? fields(getType('citation')) : undefined
  return {
    _type: 'block',
    style: 'normal',
    children: [
      { _key: 's0', _type: 'span', text: 'Words.', marks: ['l0'] },
      { _key: 's1', ...Object(citation) },
    ],
    markDefs: [{ _key: 'l0', _type: 'externalLink', href: goodTextsFor('href')[0] }],
  }
}

function row(_key: string) {
  return { _key, _type: 'tableRow', cells: ['One', 'Two'] }
}

function reference(type: SchemaType) {
  const to: unknown = Object(type).to
  const names = (Array.isArray(to) ? to : []).map(target => String(Object(target).name))
  const id = Object.entries(knownDocuments).find(([name]) => names.includes(name))?.[1]
  return { _type: 'reference', _ref: id ?? knownPicture._id, _weak: true }
}

/** The first of the values that staff choose from; null where they write. */
function firstChoice(type: SchemaType): string | null {
  const list: unknown = Object(type.options).list
  return Array.isArray(list) ? String(Object(list[0]).value) : null
}

function typeNames(type: SchemaType): string[] {
  return [type.name, ...(type.type ? typeNames(type.type) : [])]
}

function getType(name: string): SchemaType {
  const type = studioSchema.get(name)
  if (!type) throw new Error(`The Studio has no type “${name}”.`)
  return type
}
