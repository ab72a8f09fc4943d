import { isUnapprovedUse } from '#domain/disclosures.ts'
import { about, type Facts, type Finding, isProse, type Rule, type ServiceFact } from '../finding.ts'
import type { Passage, Writing } from '../passages.ts'
import { linkWords } from '../text/edit-block.ts'
import { splitSentences } from '../text/sentences.ts'

/** Words of a service's name that name no treatment by themselves. */
const general = new Set(
  'a and care center clinic for group groups help in infusion infusions injection injections intravenous iv nasal of our program session sessions spray support the therapies therapy treatment treatments with'.split(
    ' ',
  ),
)

/** What makes the mention of a substance a mention of treatment. */
const use =
  /\b(?:depress\w+|treat\w*|help\w*|eas(?:e|es|ed|ing)|reliev\w+|relief|work\w*|infusions?|offer\w*|doses?|patients?|feel|mood|anxiety|pain|PTSD)\b/i

const disclosed = /\boff[- ]label\b|\bapprov(?:e|ed|es|al)\b|\binvestigational\b/i

/**
 * A treatment whose use is off-label or investigational, named where nothing near by says so. A link to its page does,
 * a callout or the opening with the word does, and so does the word in the same section. Once a document: at the
 * first place.
 */
export const treatments: Rule = {
  name: 'treatments',
  title: 'Treatment without its status',
  find(section, writing, facts) {
    if (saysStatus(section.passages)) return []
    return namingsIn(writing, facts)
      .filter(({ passage }) => section.passages.includes(passage))
      .slice(0, 1)
      .map(({ service, passage, start, words }) => toFinding(service, passage, start, words))
  },
}

/** The first place of a document that names a treatment without its status. */
interface Naming {
  service: ServiceFact
  passage: Passage
  start: number
  words: string
}

const known = new WeakMap<Writing, { facts: Facts; namings: readonly Naming[] }>()

/** Found once for a document, not once for each of its sections. */
function namingsIn(writing: Writing, facts: Facts): readonly Naming[] {
  const before = known.get(writing)
  if (before?.facts === facts) return before.namings
  const namings = findNamings(writing, facts)
  known.set(writing, { facts, namings })
  return namings
}

function findNamings(writing: Writing, facts: Facts): Naming[] {
  const concerned = facts.services.filter(({ status }) => isUnapprovedUse(status))
  const passages = writing.sections.flatMap(section => section.passages)
  const opening = writing.sections.find(({ title }) => title === 'Opening')?.passages ?? []
  const callouts = passages.filter(({ place }) => place === 'callout')
  if (concerned.some(({ id }) => id === writing.id) || saysStatus([...opening, ...callouts])) return []
  return concerned.flatMap(service => {
    const isLinked = passages.some(({ links }) => links.some(({ target }) => target === service.id))
    return isLinked ? [] : (firstNaming(service, passages, facts) ?? [])
  })
}

function toFinding(service: ServiceFact, passage: Passage, start: number, words: string): Finding {
  const linked = passage.block && linkWords(passage.block, start, start + words.length, service.id)
  const use = service.status === 'investigational' ? 'is not an approved treatment' : 'is off-label'
  return about('treatments', passage, {
    words,
    advice: `What the clinic offers as “${service.title}” ${use}. Say so near by, or link to its page, which does.`,
    ...(linked && {
      fix: {
        label: `Link to “${service.title}”`,
        changes: [
          { kind: 'set', path: [...passage.path, 'markDefs'], value: linked.markDefs },
          { kind: 'set', path: [...passage.path, 'children'], value: linked.children },
        ],
      },
    }),
  })
}

function firstNaming(service: ServiceFact, passages: readonly Passage[], facts: Facts): Naming | null {
  const names = namesOf(service, facts)
  for (const passage of passages) {
    if (!isProse(passage) || passage.place === 'field') continue
    const naming = findNaming(passage.text, names)
    if (naming && !leadsOn(passage, naming.start)) return { service, passage, ...naming }
  }
  return null
}

/** A service is named by its title, or by its substance in a sentence that speaks of treating people. */
function findNaming(text: string, { title, substance }: ReturnType<typeof namesOf>) {
  for (const sentence of splitSentences(text)) {
    const found = title.exec(sentence.text) ?? (use.test(sentence.text) && substance?.exec(sentence.text))
    if (found) return { start: sentence.start + found.index, words: found[0] }
  }
  return null
}

/** Its title in one or many, and the word that it shares with no other kind of service: “ketamine”. */
function namesOf({ title }: ServiceFact, { services }: Facts) {
  const others = services
    .filter(({ status }) => !isUnapprovedUse(status))
    .flatMap(other => wordsOf(other.title))
  const own = wordsOf(title).filter(word => !general.has(word) && !others.includes(word))
  return { title: anyOf([title.replace(/s$/, '')]), substance: own.length > 0 ? anyOf(own) : null }
}

function anyOf(names: string[]): RegExp {
  const patterns = names.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?<![\\w-])(?:${patterns.join('|')})s?(?![\\w-])`, 'i')
}

/** Words that are a link to a page of the site hand the question on to that page. */
function leadsOn({ links }: Passage, start: number): boolean {
  return links.some(link => link.target && start >= link.start && start < link.start + link.words.length)
}

function saysStatus(passages: readonly Passage[]): boolean {
  return passages.some(({ text }) => disclosed.test(text))
}

function wordsOf(title: string): string[] {
  return title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
