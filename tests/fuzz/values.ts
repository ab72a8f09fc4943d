import type { Random } from './random.ts'

/* Texts, numbers and JSON of the kind that programs trip over. */

const strangeTexts = [
  '',
  ' ',
  '\u0000',
  '\r\n',
  'a\r\ndata: injected',
  '\ud800',
  '\udc00x',
  '\u202e',
  '💩'.repeat(20),
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '$ref',
  '../../etc/passwd',
  '%00',
  '%',
  '%E0%A4',
  '"',
  "'",
  '\\',
  '<script>alert(1)</script>',
  '-1',
  'NaN',
  '1e999',
  'null',
  '2027-02-30T25:61:00Z',
  'drafts.',
  'versions..x',
  'a*a*a*a*a*a*a*a*a*a*b',
] as const

export function strangeText(random: Random): string {
  const roll = random.next()
  if (roll < 0.6) return random.pick(strangeTexts)
  if (roll < 0.7) return random.pick(['a', '/', '%2e', '[', '*', 'é', '\ud800']).repeat(random.below(5000))
  return String.fromCharCode(...random.some(12, () => random.below(random.chance(0.8) ? 128 : 65_536)))
}

const strangeNumbers = [0, -0, -1, 1, 0.1, 255, 65_536, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 1e308, 5e-324]

/** A placeholder for a number that JSON can write and JavaScript cannot represent. */
const hugeNumber = '«1e999»'

export function strangeValue(random: Random, depth = 0): unknown {
  const roll = random.next()
  if (roll < 0.35) return strangeText(random)
  if (roll < 0.5) return random.pick(strangeNumbers)
  if (roll < 0.55) return hugeNumber
  if (roll < 0.65 || depth > 3) return random.pick([null, true, false])
  if (roll < 0.8) return random.some(4, () => strangeValue(random, depth + 1))
  return strangeObject(random, depth + 1)
}

export function strangeObject(random: Random, depth = 0): Record<string, unknown> {
  const keys = random.some(4, () => random.pick(['_type', '_key', '_ref', 'title', 'a', strangeText(random)]))
  return Object.fromEntries(keys.map(key => [key, strangeValue(random, depth)]))
}

/** JSON of a value; now and then with what JSON allows and nobody expects, or damaged. */
export function toJson(random: Random, value: unknown): string {
  const text = JSON.stringify(value).replaceAll(`"${hugeNumber}"`, '1e999')
  const roll = random.next()
  if (roll < 0.88) return text
  if (roll < 0.92) return text.slice(0, random.below(text.length + 1))
  if (roll < 0.95) return text.replace('{', `{"deep":${nested(random.pick([100, 5000, 50_000]))},`)
  if (roll < 0.97) return text.replace('{', '{"__proto__":{"polluted":true},"a":1,"a":2,')
  return random.pick(['', '[]', 'null', '{', '"', '\ufeff{}', nested(100_000), `${text}${text}`])
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`
}

/** Mostly such ids as there are, or as this makes. */
export function strangeId(random: Random, known: readonly string[]): string {
  const roll = random.next()
  if (roll < 0.5) return `${random.pick(['', 'drafts.', 'drafts.', 'versions.r1.'])}fuzz-${random.below(40)}`
  if (roll < 0.8) return `${random.pick(['', 'drafts.'])}${random.pick(known)}`
  return strangeText(random)
}

/** A value for a query string: mostly encoded as it should be. */
export function inQuery(random: Random, text: string): string {
  return random.chance(0.95) ? encodeURIComponent(text.toWellFormed()) : text.replace(/\s/g, '+')
}
