import type { TypeWith } from '#domain/document-types.ts'
import type { english } from './english.ts'

/**
 * All that the site itself says, in one language. English is the model: another language is another value of this type,
 * and the compiler names what it leaves out.
 */
export type Words = typeof english

/** What patients take a page for, by the type of its document: a service that is a group, and a page that is a notice, are kinds of their own. */
export type PageKind = TypeWith<'search'> | 'group' | 'notice'

/** A sentence with the title of a document in it, which may be in another language. */
export type TitledSentence = readonly (string | { title: string })[]

/** A sentence with links in it, in the order in which it is read. */
export type LinkedSentence<Target extends string | { href: string }> = readonly (
  | string
  | { to: Target; text: string }
)[]
