import { about, type Finding, type Rule, replaceIn } from '../finding.ts'
import type { Passage } from '../passages.ts'

/** Words that people shout. Everything else in capitals may be an abbreviation: TMS, FDA, NMDA, PTSD, LPCC. */
const shouted = new Set(
  [
    'ALL ALWAYS AND ANY ARE ASK ATTENTION BEFORE BEST BOOK CALL CANNOT CLOSED DANGER DO DONT EASY EVER EVERY FAST FOR',
    'FREE GET HELP HERE IMPORTANT IS JOIN LIMITED MUST NEVER NEW NO NOT NOTE NOTICE NOW OFFER ONLY OPEN OR OUR PLEASE',
    'READ REALLY SAFE SAVE SPECIAL STOP THE THIS TODAY TOO URGENT VERY WARNING WE WILL YOU YOUR YES',
  ]
    .join(' ')
    .split(' '),
)

const longestAbbreviation = 6
const run = /\p{Lu}[\p{Lu}’']+(?:[ \u00a0,&-]+\p{Lu}[\p{Lu}’']*)*/gu

/** Words in capitals: they are read letter by letter, and they shout. */
export const capitals: Rule = {
  name: 'capitals',
  title: 'Capital letters',
  find: ({ passages }) => passages.filter(({ kind }) => kind !== 'picture').flatMap(findShouting),
}

function findShouting(passage: Passage): Finding[] {
  return [...passage.text.matchAll(run)].flatMap(({ 0: found, index }) => {
    const words = trimAbbreviations(found)
    if (!words || isKeyword(passage.text.slice(0, index))) return []
    const start = index + found.indexOf(words)
    const small = lowerCase(words, isSentenceStart(passage.text.slice(0, start)))
    return [
      about('capitals', passage, {
        words,
        advice: 'Words in capitals are hard to read, and they shout. Write them in small letters.',
        fix: {
          label: 'Write in small letters',
          changes: [replaceIn(passage, start, start + words.length, small)],
        },
      }),
    ]
  })
}

/** The shouted part of a run of capitals; empty where it is but abbreviations. */
function trimAbbreviations(found: string): string {
  const isLoud = (word: string) => shouted.has(word.replace(/[’']/g, '')) || word.length > longestAbbreviation
  const words = found.split(/(?<=[ \u00a0,&-]+)/)
  const loud = words.map(word => isLoud(word.replace(/[ \u00a0,&-]+$/, '')))
  // Two or more loud words carry those between them along: “CALL US NOW”.
  const first = loud.indexOf(true)
  const last = loud.lastIndexOf(true)
  if (first === -1) return ''
  return words
    .slice(first, last + 1)
    .join('')
    .replace(/[ \u00a0,&-]+$/, '')
}

/** “Reply STOP to stop” names a word as it is typed. */
function isKeyword(before: string): boolean {
  return /\b(?:reply|text|send|type|write|answer)(?:\s+with)?\s+[“"]?$/i.test(before)
}

function isSentenceStart(before: string): boolean {
  return /(?:^|[.!?:]["”’)]?\s+)$/.test(before)
}

function lowerCase(words: string, isStart: boolean): string {
  const small = words.toLowerCase()
  return isStart ? small.charAt(0).toUpperCase() + small.slice(1) : small
}
