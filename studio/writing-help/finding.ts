import type { Path } from 'sanity'
import type { Passage, Section, Writing } from './passages.ts'
import { replaceWords } from './text/edit-block.ts'

/** A change that a press of a button makes to the document. */
export type Change =
  | { kind: 'set'; path: Path; value: unknown }
  | { kind: 'remove'; path: Path }
  | { kind: 'insertAfter'; path: Path; item: { _key: string; _type: string } }

/** What can be done about a finding in one press. */
export interface Fix {
  /** What the button says: “Use the clinic’s number”. */
  label: string
  changes: Change[]
}

/** A place in the text that could serve patients better. */
export interface Finding {
  /** The `name` of the rule. */
  rule: string
  /** Its place in the form. */
  path: Path
  /** The `_key` of its block; null in a plain field. */
  blockKey: string | null
  /** The words it is about, exactly as in the text. */
  words: string
  /** What to do, in a sentence or two. */
  advice: string
  fix?: Fix
  /** The kind of document that would say it better. */
  create?: 'announcement'
}

/** A treatment that the clinic offers, as far as advice needs to know it. */
export interface ServiceFact {
  id: string
  title: string
  status: string
}

/** What the rules need to know beside the text itself. */
export interface Facts {
  services: readonly ServiceFact[]
  /** The titles of the documents that texts can link to, by id. */
  titles: ReadonlyMap<string, string>
  /** The clinic's own numbers, as E.164 writes them. */
  clinicNumbers: readonly string[]
  /** The date by the clinic's calendar: 2026-02-06 */
  today: string
}

/** A piece of advice: what it is called, and where it applies in a section of a document. */
export interface Rule {
  name: string
  /** What staff read above the finding: “Long sentence”. */
  title: string
  /** Whether it finds what it looks for in every language; the others read English alone. */
  isForEveryLanguage?: boolean
  find(section: Section, writing: Writing, facts: Facts): Finding[]
}

/** A finding about a passage. */
export function about(
  rule: string,
  passage: Passage,
  rest: Pick<Finding, 'words' | 'advice'> & Partial<Finding>,
): Finding {
  return { rule, path: passage.path, blockKey: passage.block?._key ?? null, ...rest }
}

/** Passages that are read as running words: fields, paragraphs and list items. */
export function isProse({ kind }: Passage): boolean {
  return kind === 'words' || kind === 'paragraph' || kind === 'listItem'
}

/** The change that puts other words in the place of those from `start` to `end` of a passage. */
export function replaceIn(passage: Passage, start: number, end: number, words: string): Change {
  const { block, path, text } = passage
  if (block) {
    return { kind: 'set', path: [...path, 'children'], value: replaceWords(block, start, end, words) }
  }
  return { kind: 'set', path, value: text.slice(0, start) + words + text.slice(end) }
}
