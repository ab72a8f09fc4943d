import type { DocumentType } from '#domain/document-types.ts'
import { type AddressedType, isAddressedType, pagePath } from '#domain/page-path.ts'
import type { Article, DocumentOf, HomePage, Person, SiteSettings } from '#sanity/contracts.ts'
import { type DocumentHead, type Head, isOfType, type KeptDocument } from '#sanity/kept-document.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { createReads, everything, mostSources, type Readers, type Reads } from './readers.ts'
import { makeFacts, type SiteFacts, timeSource, topicsSource } from './site-facts.ts'
import { isDated, publishedAtMs, toPathList } from './site-lists.ts'

/** The documents that have a page of their own. */
export type Addressed = { [Type in AddressedType]: Head<DocumentOf<Type>> }[AddressedType]

const names = new Set<string>()

/**
 * What is published, as it is at one instant. All that is worked out of it is read through here, and through here alone, so
 * that what a value depends on is known without anybody listing it.
 */
export class Site {
  readonly #facts: SiteFacts
  readonly #reads: Reads | null

  constructor(facts: SiteFacts, reads: Reads | null) {
    this.#facts = facts
    this.#reads = reads
  }

  /** Everything. What reads it is compared after each change: prefer the others. */
  get snapshot(): Snapshot {
    this.#note(everything)
    return this.#facts.snapshot
  }

  /** What reads it is compared at each instant: prefer `isPast`. */
  get now(): Temporal.Instant {
    this.#note(timeSource)
    return this.#facts.now
  }

  get settings(): SiteSettings {
    const { settings } = this.#facts.snapshot
    this.#note(settings._id)
    return settings
  }

  get homePage(): HomePage {
    const { homePage } = this.#facts.snapshot
    this.#note(homePage._id)
    return homePage
  }

  /** The clinic's time zone. */
  get zone(): string {
    return this.settings.timeZone
  }

  /** The addresses of topics that have articles, sorted. */
  get topics(): readonly string[] {
    this.#note(topicsSource)
    return this.#facts.topics
  }

  /** Whether it is past an instant, in milliseconds of Unix time. */
  isPast(ms: number): boolean {
    const isPast = ms <= this.#facts.now.epochMilliseconds
    if (this.#reads && !isPast) this.#reads.untilMs = Math.min(this.#reads.untilMs, ms)
    return isPast
  }

  /** A published document by its id; null when the site shows none. */
  find(id: string): KeptDocument | null {
    this.#note(id)
    const found = this.#facts.documents.get(id)
    return found?.shown ? found : null
  }

  /** Whether a document is published, shown or not. */
  isPublished(id: string): boolean {
    this.#note(id)
    return this.#facts.documents.has(id)
  }

  /** The ids of a list (`site-lists.ts`), in its order. */
  list(name: string): readonly string[] {
    this.#note(name)
    return this.#facts.lists.get(name) ?? []
  }

  /** The documents of a type that are out: those with a date newest first, all others oldest first. */
  all<Type extends DocumentType>(type: Type): Extract<DocumentHead, { _type: Type }>[] {
    const { documents, heads } = this.#facts
    const ids = this.list(type)
    for (const source of ids.length > mostSources ? [everything] : ids) this.#note(source)
    const found = heads.get(type) ?? ids.flatMap(id => documents.get(id)?.shown ?? [])
    heads.set(type, found)
    return found.filter(head => isOfType(head, type))
  }

  /** The document whose page is at a path; null when there is none. */
  at(path: string): Addressed | null {
    const [id] = this.list(toPathList(path))
    const shown = id === undefined ? null : this.find(id)?.shown
    return shown && isAddressed(shown) ? shown : null
  }

  #note(source: string): void {
    this.#reads?.sources.add(source)
  }

  /** The names of what is derived of two sites and known to be the same. */
  static findUnchanged(before: Site, after: Site): ReadonlySet<string> {
    const { since, readers } = after.#facts
    return (since?.deref() === before.#facts && readers?.unchanged) || new Set()
  }

  /** Notes that something was made of what is derived under these names, so that `findUnchanged` knows it by a name of its own. */
  static noteMade(site: Site, name: string, derived: readonly string[]): void {
    site.#facts.readers?.add(name, { ...createReads(), sources: new Set(derived) })
  }

  /** The site of a snapshot at `now` that comes after this one: what is the same is taken over. */
  static next(before: Site | null, snapshot: Snapshot, now: Temporal.Instant): Site {
    return new Site(makeFacts(snapshot, now, before === null ? null : before.#facts), null)
  }

  static derive<Value>(name: string, compute: (site: Site, key: string) => Value, { isKept = false } = {}) {
    // In development a changed file is run again, and defines what it derives again.
    if (names.has(name) && !import.meta.hot)
      throw new Error(`Two selectors are called “${name}”. Rename one.`)
    names.add(name)
    const values = new WeakMap<SiteFacts, Map<string, Value>>()
    const kept = new WeakMap<Readers, Map<string, Value>>()
    return (site: Site, key = ''): Value => {
      const facts = site.#facts
      const derived = toDerived(name, key)
      site.#note(derived)
      const known = values.get(facts) ?? new Map<string, Value>()
      values.set(facts, known)
      const { readers } = facts
      const found = known.get(key) ?? (readers?.has(derived) ? kept.get(readers)?.get(key) : undefined)
      if (found !== undefined) return found
      const reads = createReads()
      const value = compute(new Site(facts, reads), key)
      known.set(key, value)
      if (!readers) return value
      readers.add(derived, reads)
      if (isKept) kept.set(readers, (kept.get(readers) ?? new Map<string, Value>()).set(key, value))
      return value
    }
  }
}

/**
 * Something that is worked out of a site, once for each key. What else is derived of it depends on it, and what it read is
 * noted: while none of that changes, it stays the same; and if it `isKept`, it goes on to the next site. `name` is its own among all.
 */
export const derive = Site.derive

/** The name of what is derived under a key. */
export function toDerived(name: string, key: string): string {
  return key === '' ? name : `${name} ${key}`
}

/** The last few instants that were asked for: the live release, the next one, and what is being previewed. */
const mostInstants = 4
const sites = new WeakMap<Snapshot, Map<bigint, Site>>()

/**
 * The site that a snapshot makes at `now`; the same one for the same two. One that is new is made of the site `before`, which
 * should be of a little earlier.
 */
export function siteAt(snapshot: Snapshot, now: Temporal.Instant, before: Site | null = null): Site {
  const known = sites.get(snapshot) ?? new Map<bigint, Site>()
  sites.set(snapshot, known)
  const site = known.get(now.epochNanoseconds) ?? Site.next(before, snapshot, now)
  known.delete(now.epochNanoseconds)
  known.set(now.epochNanoseconds, site)
  for (const oldest of known.keys()) {
    if (known.size <= mostInstants) break
    known.delete(oldest)
  }
  return site
}

/** The path of a document's page. */
export function toPath({ _type, slug }: Pick<Addressed, '_type' | 'slug'>): string {
  return pagePath(_type, slug)
}

/** The document that a reference leads to, if its page exists; null makes the link plain text. */
export function findLinked(site: Site, id: string): Addressed | null {
  const shown = site.find(id)?.shown
  return shown && isAddressed(shown) && isOut(site, shown) ? shown : null
}

/** The person that a reference leads to; null while the person is not published. */
export function findPerson(site: Site, id: string): Person | null {
  const shown = site.find(id)?.shown
  return shown?._type === 'person' ? shown : null
}

/** The documents of a type in the order of its list: where staff give them places by these, else as `all` has them. */
export function listDocuments<Type extends DocumentType>(site: Site, type: Type) {
  return site.all(type).sort(inPlace)
}

function inPlace(a: DocumentHead, b: DocumentHead): number {
  if (!('order' in a && 'order' in b)) return 0
  return a.order - b.order || toName(a).localeCompare(toName(b))
}

/** What a document is called: its title, or its name. */
export function toName(document: DocumentHead): string {
  return 'title' in document ? document.title : 'name' in document ? document.name : ''
}

/** The newest articles of a list. */
export function newestOf(site: Site, list: string, most: number): Head<Article>[] {
  return findArticles(site, site.list(list).slice(0, most))
}

/** The articles with these ids. */
export function findArticles(site: Site, ids: readonly string[]): Head<Article>[] {
  return ids.flatMap(id => {
    const shown = site.find(id)?.shown
    return shown?._type === 'article' ? [shown] : []
  })
}

/** Whether a document has a page of its own. */
export function isAddressed(document: DocumentHead): document is Addressed {
  return isAddressedType(document._type)
}

/** Whether a document's page exists: an article waits for its date of publication. */
function isOut(site: Site, document: Addressed): boolean {
  return !isDated(document) || site.isPast(publishedAtMs(document))
}
