import { findPhoneNumbersInText } from 'libphonenumber-js'
import { about, type Change, type Facts, type Finding, type Fix, type Rule, replaceIn } from '../finding.ts'
import type { Passage, Section, Writing } from '../passages.ts'
import { freeKey } from '../text/edit-block.ts'
import { type Sentence, splitSentences, splitWords } from '../text/sentences.ts'

/** Numbers without charge belong to help lines and authorities; the clinic's own are known. */
const freeOfCharge = /^\+18(?:00|33|44|55|66|77|88)/
const helpLine = /\b(?:help|hot|life|crisis|warm|info|poison)[- ]?lines?\b/i

interface TypedNumber {
  number: string
  start: number
  end: number
}

/** A number with its own sentence and all those of its passage. */
interface SpokenNumber extends TypedNumber {
  sentences: readonly Sentence[]
  sentence: Sentence
}

/** Phone numbers typed into a text: they stay as they are when the clinic's number changes. */
export const phoneNumbers: Rule = {
  name: 'phoneNumbers',
  title: 'Phone number',
  isForEveryLanguage: true,
  find: (section, writing, facts) =>
    section.passages
      .filter(({ kind }) => kind !== 'picture' && kind !== 'label')
      .flatMap(passage => {
        const numbers = numbersIn(passage.text)
        const sentences = numbers.length > 0 ? splitSentences(passage.text) : []
        return numbers
          .map(typed => ({ ...typed, sentences, sentence: sentenceAt(typed.start, sentences, passage) }))
          .filter(typed => isForClinic(typed, facts))
          .map(typed => toFinding(typed, passage, section, writing, facts))
      }),
}

function sentenceAt(start: number, sentences: readonly Sentence[], { text }: Passage): Sentence {
  return sentences.findLast(other => other.start <= start) ?? { text, start: 0 }
}

function toFinding(
  typed: SpokenNumber,
  passage: Passage,
  section: Section,
  writing: Writing,
  { clinicNumbers }: Facts,
): Finding {
  const isOwn = clinicNumbers.includes(typed.number)
  const words = passage.text.slice(typed.start, typed.end)
  const what = isOwn
    ? 'This is the clinic’s number, typed in: it will not follow when the number changes in the settings.'
    : 'If this is a number of the clinic, it will not follow when the number changes in the settings.'
  if (!passage.isEnglish) {
    const instead =
      passage.place === 'language'
        ? 'turn on “Show the number to call below the text”'
        : 'put the call and text buttons below'
    return about('phoneNumbers', passage, { words, advice: `${what} Take it out, and ${instead}.` })
  }
  const fix = fixFor(typed, passage, section, writing)
  const todo = fix.changes.some(({ kind }) => kind === 'insertAfter')
    ? ' Put the call and text buttons in its place: they always have the current number.'
    : ' The call and text buttons always have the current number: take it out here.'
  return about('phoneNumbers', passage, { words, advice: what + todo, fix })
}

/** Valid numbers of the United States and of the world, but for what is a DOI, an address or a price. */
function numbersIn(text: string): TypedNumber[] {
  return findPhoneNumbersInText(text, 'US')
    .filter(
      ({ startsAt, endsAt }) =>
        !/[\w./=-]/.test(text.charAt(startsAt - 1)) && !/[\w/]/.test(text.charAt(endsAt)),
    )
    .map(({ number, startsAt, endsAt }) => {
      const isInBrackets = /^\([^)]*$/.test(text.slice(startsAt, endsAt)) && text[endsAt] === ')'
      return { number: number.number, start: startsAt, end: isInBrackets ? endsAt + 1 : endsAt }
    })
}

function isForClinic({ number, sentence }: SpokenNumber, { clinicNumbers }: Facts): boolean {
  return clinicNumbers.includes(number) || (!freeOfCharge.test(number) && !helpLine.test(sentence.text))
}

function fixFor(typed: SpokenNumber, passage: Passage, section: Section, writing: Writing): Fix {
  const { start, end, words, isAll } = withoutNumber(passage, typed)
  const hasButtons = section.passages.some(({ kind }) => kind === 'buttons')
  const insert = hasButtons ? [] : insertButtons(passage, writing)
  const isParagraph = isAll && passage.place === 'body' && passage.block !== null
  const change: Change = isParagraph
    ? { kind: 'remove', path: passage.path }
    : replaceIn(passage, start, end, words)
  const label = insert.length > 0 ? 'Use the call and text buttons' : 'Take the number out'
  return { label, changes: [...insert, change] }
}

/** The call and text buttons after the passage, where its part of the form can hold them. */
function insertButtons({ item, place, path, block }: Passage, { keys }: Writing): Change[] {
  if (place === 'highlight') {
    return [{ kind: 'set', path: [...path.slice(0, -1), 'showCallToAction'], value: true }]
  }
  if (!item) return []
  const _key = freeKey(`${block?._key ?? 'call'}-buttons`, keys)
  return [{ kind: 'insertAfter', path: item, item: { _type: 'callToAction', _key } }]
}

/**
 * What remains of a sentence without its number. “Call 330-754-4844 to book.” keeps its sense as “Call us to book.”,
 * “Our number: 330-754-4844.” has none without it and goes.
 */
function withoutNumber({ text }: Passage, { start, end, sentence, sentences }: SpokenNumber) {
  const before = text.slice(sentence.start, start)
  const after = text.slice(end, sentence.start + sentence.text.length)
  if (splitWords(`${before} ${after}`).length <= 4) {
    const sentenceEnd = sentence.start + sentence.text.length
    const isAll = sentences.length === 1
    const gap = text.slice(sentenceEnd).match(/^\s*/)?.[0].length ?? 0
    return { start: sentence.start, end: sentenceEnd + gap, words: '', isAll }
  }
  const withUs =
    /\b(?:us|clinic|office|team|desk|staff)[,:]?\s+(?:now |today |directly )?(?:at|on|under|via)?:?\s*$/i.exec(
      before,
    )
  if (withUs) {
    const lead = /[,:]?\s+(?:at|on|under|via)?:?\s*$/i.exec(before)?.[0] ?? ''
    return { start: start - lead.length, end, words: '', isAll: false }
  }
  const isCalled = /\b(?:call|text|phone|ring|dial|reach|contact)(?:ing)?\s*:?\s*$/i.test(before)
  return { start, end, words: isCalled ? 'us' : 'the number below', isAll: false }
}
