import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IdPath } from './id-paths.ts'
import { fitsPattern, parsePatterns, splitWords } from './word-patterns.ts'

/** Letters for every effect of upper case: several letters, into ASCII, out of ASCII, none. */
const letter = fc.constantFrom(
  'a',
  'b',
  'A',
  'k',
  'K',
  's',
  'ſ',
  'ß',
  'ẞ',
  'µ',
  'μ',
  'Μ',
  'ı',
  'İ',
  'i',
  'ǆ',
  'ǅ',
  'é',
  'É',
  'é',
  '.',
  '_',
  '\ud83d',
  '\ude00',
  '’',
  'Ⅷ',
  'ⅷ',
  'ꭰ',
  'Ꭰ',
)
const text = fc
  .array(fc.oneof({ arbitrary: letter, weight: 5 }, fc.constantFrom(' ', '-', '..', ' .')), { maxLength: 10 })
  .map(parts => parts.join(''))
const pattern = fc
  .array(fc.oneof({ arbitrary: letter, weight: 3 }, fc.constantFrom('*', '*', '**', ' ', '.')), {
    maxLength: 8,
  })
  .map(parts => parts.join(''))

test('a pattern matches the words that its regular expression matches', () => {
  fc.assert(
    fc.property(text, pattern, (words, patterns) => {
      const fitting = parsePatterns(patterns).map(one =>
        splitWords(words).filter(word => fitsPattern(one, word)),
      )
      expect(fitting).toEqual(
        expressionsOf(patterns).map(one => oldWordsOf(words).filter(word => one.test(word))),
      )
    }),
    { numRuns: 5000 },
  )
})

test('letters are compared like in a case-insensitive regular expression', () => {
  const letters = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code))
  const changing = letters.filter(one => one !== one.toUpperCase() || one !== one.toLowerCase())
  const differing = changing.filter(one => {
    const others = [one.toUpperCase(), one.toLowerCase()].filter(other => other.length === 1)
    return parsePatterns(one).some(known =>
      others.some(other => fitsPattern(known, other) !== expressionsOf(one)[0]?.test(other)),
    )
  })
  expect(differing).toEqual([])
})

test('an id is in a path if the path’s regular expression matches it', () => {
  const segment = fc.constantFrom('a', 'b', 'drafts', '', '*', '**', 'a*')
  const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map(segments => segments.join('.'))
  fc.assert(
    fc.property(path, path, (id, pattern) => {
      expect(new IdPath(pattern).matches(id)).toBe(pathExpression(pattern).test(id))
    }),
    { numRuns: 3000 },
  )
})

test('reads a text full of dots once', () => {
  const started = process.cpuUsage()
  expect(splitWords(`a${'.'.repeat(500_000)} ${'.'.repeat(500_000)} b`)).toHaveLength(3)
  // Time of the processor; a quadratic reading takes minutes of it.
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000)
})

/* The rules as groq-js has them. */

const dotsAtEdges = /(\b\.+|\.+\b)/g

function oldWordsOf(words: string): readonly string[] {
  return words.replace(dotsAtEdges, '').match(/([^!@#$%^&*(),\\/?";:{}|[\]+<>\s-])+/g) ?? []
}

function expressionsOf(patterns: string): RegExp[] {
  const terms = patterns.replace(dotsAtEdges, '').match(/([^!@#$%^&(),\\/?";:{}|[\]+<>\s-])+/g) ?? []
  return terms.map(term => new RegExp(`^${term.slice(0, 1024).replace(/\*/g, '.*')}$`, 'i'))
}

/** Like groq-js, except that there a dot between segments is any letter: `path("drafts.**")` finds “draftsmen”. */
function pathExpression(pattern: string): RegExp {
  const parts = pattern.split('.').map(part => {
    if (part === '**') return '.*'
    return part === '*' ? '[^.]+' : RegExp.escape(part)
  })
  return new RegExp(`^${parts.join('\\.')}$`)
}
