import { type Doc, findMentionedIds } from './documents.ts'
import { type JsonObject, weigh } from './json.ts'

/** Loads the whole document with this id and revision. */
export type ReadWhole = (id: string, revision: string) => JsonObject

/** What a lazy document knows besides its fields; shared by the lazy documents of several perspectives. */
interface Core {
  id: string
  revision: string
  read: ReadWhole
  longFields: ReadonlySet<string>
  mentions: Mentions
}

/** The ids in a document's references, in a form in which GROQ's `references()` finds them. */
interface Mentions {
  to: readonly { _ref: string }[]
}

/** Hidden fields of lazy documents, which rewritten queries read; never part of a projection or of JSON. */
export const storedIdField = '\u0000stored'
export const mentionsField = '\u0000mentions'
export const originalField = '\u0000original'

/** A field stays on disk if its JSON has about this many characters or more. */
const longFrom = 1000

const cores = new WeakMap<object, Core>()

/**
 * A document for queries: short fields in memory, long ones (the text of an article) read from disk on access. It reads
 * like the document itself; the id it is stored under and the ids it mentions are in hidden fields.
 */
export function toLazyDocument(doc: Doc, read: ReadWhole): Doc {
  const longFields = new Set(Object.keys(doc).filter(field => isLong(doc[field])))
  const core = { id: doc._id, revision: doc._rev, read, longFields, mentions: toMentions(doc) }
  const { _id, _type, _rev, _createdAt, _updatedAt } = doc
  const lazy: Doc = { _id, _type, _rev, _createdAt, _updatedAt }
  fill(lazy, doc, core)
  return lazy
}

/** The same document in a perspective: `_id` is the published id, `_originalId` the id it is stored under. */
export function renameDocument(doc: Doc, _id: string): Doc {
  const { _type, _rev, _createdAt, _updatedAt } = doc
  const lazy: Doc = { _id, _type, _rev, _createdAt, _updatedAt }
  fill(lazy, doc, cores.get(doc))
  return Object.assign(lazy, { _id, _originalId: doc._id })
}

/** A copy of a document, or of any object, with more fields. */
export function extendObject(object: JsonObject, fields: JsonObject): JsonObject {
  const copy: JsonObject = {}
  fill(copy, object, cores.get(object))
  return Object.assign(copy, fields)
}

/** A copy with all fields loaded, for changing or storing it. */
export function loadWhole(doc: Doc): Doc {
  return { ...doc }
}

/** A document that reads as itself; a copy of it holds nothing but the document, as its `originalField`. */
export function toUncopied(doc: JsonObject): JsonObject {
  return new Proxy(doc, uncopied)
}

const uncopied: ProxyHandler<JsonObject> = {
  ownKeys: () => [originalField],
  get: (doc, field) => (field === originalField ? doc : Reflect.get(doc, field)),
  getOwnPropertyDescriptor: (doc, field) => {
    if (field !== originalField) return Reflect.getOwnPropertyDescriptor(doc, field)
    return { value: doc, enumerable: true, configurable: true }
  },
}

/** Copies the fields of another object; fields on disk stay on disk. */
function fill(target: JsonObject, source: JsonObject, core: Core | undefined): void {
  for (const field of Object.keys(source)) {
    if (core?.longFields.has(field)) Object.defineProperty(target, field, longField(field))
    else target[field] = source[field]
  }
  if (!core) return
  Object.defineProperties(target, hiddenFields)
  cores.set(target, core)
}

/** One descriptor per field name, so that the engine gives all lazy documents of a kind one layout. */
const longFieldsByName = new Map<string, PropertyDescriptor>()

function longField(name: string): PropertyDescriptor {
  const known = longFieldsByName.get(name)
  if (known) return known
  const made: PropertyDescriptor = {
    enumerable: true,
    configurable: true,
    get(this: object) {
      const core = cores.get(this)
      return core?.read(core.id, core.revision)[name]
    },
  }
  longFieldsByName.set(name, made)
  return made
}

const hiddenFields: PropertyDescriptorMap = {
  [storedIdField]: {
    configurable: true,
    get(this: object) {
      return cores.get(this)?.id
    },
  },
  [mentionsField]: {
    configurable: true,
    get(this: object) {
      return cores.get(this)?.mentions
    },
  },
}

function toMentions(doc: Doc): Mentions {
  return { to: [...findMentionedIds(doc)].map(_ref => ({ _ref })) }
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' ? value.length >= longFrom : weigh(value, longFrom) >= longFrom
}
