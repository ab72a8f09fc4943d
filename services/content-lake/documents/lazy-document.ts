import type { Vocabulary, WordCounts } from '../groq/word-patterns.ts'
import { collectText, textField } from './document-text.ts'
import { type Doc, findMentionedIds } from './documents.ts'
import { type JsonObject, weigh } from './json.ts'

/** Reads the whole document that has this id and this revision. */
export type ReadWhole = (id: string, revision: string) => JsonObject

/** What a shell knows besides its fields; shared by the shells of one document in several perspectives. */
interface Core {
  id: string
  revision: string
  read: ReadWhole
  longFields: ReadonlySet<string>
  mentions: ReadonlySet<string>
  words?: WordCounts
}

/** A field stays on disk when its JSON is about this many characters long, or longer. */
const longFrom = 1000

const cores = new WeakMap<object, Core>()

/**
 * A document for queries: short fields as they are, long ones (the text of an article) read from disk when a query looks
 * at them. To whoever reads it, it is the document itself; its whole text and the ids it mentions are at hand unseen.
 */
export function toLazyDocument(doc: Doc, read: ReadWhole): Doc {
  const longFields = new Set(Object.keys(doc).filter(field => isLong(doc[field])))
  const core = { id: doc._id, revision: doc._rev, read, longFields, mentions: findMentionedIds(doc) }
  const { _id, _type, _rev, _createdAt, _updatedAt } = doc
  const lazy: Doc = { _id, _type, _rev, _createdAt, _updatedAt }
  fill(lazy, doc, core)
  return lazy
}

/** The same document as a perspective shows it: under its published id, with the id it is stored under beside it. */
export function renameDocument(doc: Doc, _id: string): Doc {
  const { _type, _rev, _createdAt, _updatedAt } = doc
  const lazy: Doc = { _id, _type, _rev, _createdAt, _updatedAt }
  fill(lazy, doc, cores.get(doc))
  return Object.assign(lazy, { _id, _originalId: doc._id })
}

/** A copy of a document, or of any object, with further fields. */
export function extendObject(object: JsonObject, fields: JsonObject): JsonObject {
  const copy: JsonObject = {}
  fill(copy, object, cores.get(object))
  return Object.assign(copy, fields)
}

/** All of a document, for whoever changes or keeps it: nothing of it is read later. */
export function loadWhole(doc: Doc): Doc {
  return { ...doc }
}

/** The ids a document mentions in its references, as GROQ's `references()` counts them, without reading it. */
export function getMentions(doc: object): ReadonlySet<string> {
  return cores.get(doc)?.mentions ?? findMentionedIds(doc)
}

/** The words of a whole document; null where this is none. Counted when they are first asked for, then kept. */
export function findWordCounts(doc: JsonObject, vocabulary: Vocabulary): WordCounts | null {
  const core = cores.get(doc)
  if (!core) return null
  core.words ??= vocabulary.count(collectText(core.read(core.id, core.revision)))
  return core.words
}

/** Gives an object the fields of another; those that are read from disk there are read from disk here. */
function fill(target: JsonObject, source: JsonObject, core: Core | undefined): void {
  for (const field of Object.keys(source)) {
    if (core?.longFields.has(field)) Object.defineProperty(target, field, longField(field))
    else target[field] = source[field]
  }
  if (!core) return
  Object.defineProperty(target, textField, wholeText)
  cores.set(target, core)
}

/** One descriptor a name: the engine then gives all shells of one kind one layout. */
const longFieldsByName = new Map<string, PropertyDescriptor>()

function longField(name: string): PropertyDescriptor {
  const known = longFieldsByName.get(name)
  if (known) return known
  const made: PropertyDescriptor = {
    enumerable: true,
    get(this: object) {
      const core = cores.get(this)
      return core?.read(core.id, core.revision)[name]
    },
  }
  longFieldsByName.set(name, made)
  return made
}

/** Not enumerable: no projection and no JSON carries it. */
const wholeText: PropertyDescriptor = {
  enumerable: false,
  get(this: Doc) {
    const core = cores.get(this)
    return core ? [this._id, collectText(core.read(core.id, core.revision))] : null
  },
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' ? value.length >= longFrom : weigh(value, longFrom) >= longFrom
}
