import { type Doc, mentionedIds } from './documents.ts'
import { isRecord, type JsonObject } from './json.ts'
import { textField, textOf } from './text-search.ts'

/** Reads the whole document that has this id and this revision. */
export type ReadWhole = (id: string, revision: string) => JsonObject

/** What a shell knows besides its fields; shared by the shells of one document in several perspectives. */
interface Core {
  id: string
  revision: string
  read: ReadWhole
  longFields: ReadonlySet<string>
  mentions: ReadonlySet<string>
  text?: string
}

/** A field stays on disk when its JSON is about this many characters long, or longer. */
const longFrom = 1000

const cores = new WeakMap<object, Core>()

/**
 * A document for queries: short fields as they are, long ones (the text of an article) read from disk when a query looks
 * at them. To whoever reads it, it is the document itself; its whole text and the ids it mentions are at hand unseen.
 */
export function shellOf(doc: Doc, read: ReadWhole): Doc {
  const longFields = new Set(Object.keys(doc).filter(field => isLong(doc[field])))
  const core = { id: doc._id, revision: doc._rev, read, longFields, mentions: mentionedIds(doc) }
  return assembled(doc, core)
}

/** The same document as a perspective shows it: under its published id, with the id it is stored under beside it. */
export function renamed(doc: Doc, id: string): Doc {
  const core = cores.get(doc)
  const names = { _id: id, _originalId: doc._id }
  return core ? Object.assign(assembled(doc, core), names) : { ...doc, ...names }
}

/** All of a document, for whoever changes or keeps it: nothing of it is read later. */
export function wholeOf(doc: Doc): Doc {
  return { ...doc }
}

/** The ids a document mentions in its references, as GROQ's `references()` counts them, without reading it. */
export function mentionsOf(doc: object): ReadonlySet<string> {
  return cores.get(doc)?.mentions ?? mentionedIds(doc)
}

function assembled(doc: Doc, core: Core): Doc {
  const { _id, _type, _rev, _createdAt, _updatedAt } = doc
  const shell: Doc = { _id, _type, _rev, _createdAt, _updatedAt }
  for (const field of Object.keys(doc)) {
    if (core.longFields.has(field)) Object.defineProperty(shell, field, longField(field))
    else shell[field] = doc[field]
  }
  Object.defineProperty(shell, textField, wholeText)
  cores.set(shell, core)
  return shell
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
    if (!core) return null
    core.text ??= textOf(this)
    return [this._id, core.text]
  },
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' ? value.length >= longFrom : weigh(value, longFrom) >= longFrom
}

/** About the number of characters of a value's JSON; stops counting where it is clearly `enough`. */
function weigh(value: unknown, enough: number): number {
  if (typeof value === 'string') return value.length + 2
  let weight = 2
  if (Array.isArray(value)) {
    for (const item of value) {
      weight += 1 + weigh(item, enough - weight)
      if (weight >= enough) return weight
    }
  } else if (isRecord(value)) {
    for (const field in value) {
      weight += field.length + 4 + weigh(value[field], enough - weight)
      if (weight >= enough) return weight
    }
  } else weight = 4
  return weight
}
