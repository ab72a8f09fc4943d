export interface RandomQuery {
  query: string
  params: Record<string, unknown>
}

/** Yields numbers from 0 to 1, 1 excluded. */
export type Random = () => number

type Make = (random: Random) => string

/**
 * A query as somebody might send it: most are valid, some nearly so, some meant to take all time or memory there is. The
 * same numbers give the same query.
 */
export function generateQuery(random: Random): RandomQuery {
  const kind = random()
  const valid = statement(random)
  const query = kind < 0.6 ? valid : kind < 0.8 ? damaged(valid, random) : pick(hostile, random)(random)
  return { query, params: paramsFrom(random) }
}

/** A source of numbers that a seed decides (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const deepest = 4

const plain = [
  '@', '^', '^.title', '^.^._id', '*', '_id', '_type', 'title', 'slug.current', 'tags', 'tags[0]', 'tags[-1]', 'tags[1..2]', 'body', 'body[].children[].text',
  'to', 'to->', 'to->title', 'constructor', '__proto__', 'toString', '$n', '$s', '$list', '$missing', '$object', 'null', 'true', 'false', '0', '-1', '1.5e3', '1e308', '9007199254740993', '""', '"a*b"',
  '"\\u{1F600}"', '"\\ud800"', '“”', 'now()', 'identity()', 'dateTime(now())', 'path("drafts.**")', 'string::split($s, "")', 'pt::text(body)', 'releases::all()', '{}', '[]', '{...}',
] // biome-ignore format: a list to read across
const operators = ['==', '!=', '<', '<=', '>', '>=', 'in', 'match', '&&', '||', '+', '-', '*', '/', '%', '**']
const functions = [
  'count', 'defined', 'length', 'lower', 'upper', 'references', 'string', 'round', 'dateTime', 'path', 'array::unique', 'array::compact', 'math::sum', 'math::max', 'pt::text',
  'sanity::versionOf', 'geo::latLng', 'text::query', 'global::count',
] // biome-ignore format: a list to read across
const twoArgumentFunctions = [
  'coalesce',
  'string::startsWith',
  'string::split',
  'array::join',
  'array::intersects',
  'round',
  'references',
  'select',
]
const pipes = [
  '',
  ' | order(title desc)',
  ' | order(count(tags), _id)',
  ' | score(title match $s, boost(_type == "note", 3))',
  '[0...5]',
  '[0]',
  '[$n]',
  '._id',
  '[]',
  '->',
]

/** A whole query: usually a filter with a projection. */
function statement(random: Random): string {
  const inner = () => expression(random, 0)
  return pick<Make>(
    [
      () => `*[${inner()}]${pick(pipes, random)}`,
      () => `*[_type == "note" && ${inner()}]{_id, "x": ${inner()}}`,
      () => `*[_id in $list || ${inner()}] {..., "x": ${inner()}, ${inner()} => {"y": ${inner()}}}`,
      () => `{"a": ${inner()}, "b": *[]${pick(pipes, random)}}`,
      () => `count(*[${inner()}])`,
      inner,
    ],
    random,
  )(random)
}

function expression(random: Random, depth: number): string {
  if (depth >= deepest || random() < 0.3) return pick(plain, random)
  const one = () => expression(random, depth + 1)
  return pick<Make>(
    [
      () => `(${one()} ${pick(operators, random)} ${one()})`,
      () => `${pick(['!', '-', '+'], random)}(${one()})`,
      () => `${pick(functions, random)}(${one()})`,
      () => `${pick(twoArgumentFunctions, random)}(${one()}, ${one()})`,
      () => `select(${one()} => ${one()}, ${one()})`,
      () => `(${one()} in ${one()}..${one()})`,
      () => `[${one()}, ...${one()}, ...${one()}]`,
      () => `{"one": ${one()}, ..., ...${one()}}`,
      () => `(${one()}){"inner": ${one()}, "outer": ^}`,
      () => `(${one()})[${one()}]`,
      () => `(${one()})[]{"item": ${one()}}`,
      () => `*[${one()}]{"z": ${one()}}`,
    ],
    random,
  )(random)
}

/** The same step again and again: what doubles is then beyond any memory, what nests beyond any stack. */
const hostile: readonly Make[] = [
  random => `{"a": [1, 1]}${repeated('{"a": [...a, ...a]}', 20, 60, random)}`,
  random => `{"a": *[]}${repeated('{"a": a + a}', 20, 60, random)}`,
  random => `{"a": [1, 1]}${repeated('{"a": [a, a]}', 20, 60, random)}`,
  random => `{"a": $s}${repeated('{"a": a + a}', 10, 60, random)}{"a": string::split(a, "")}`,
  random => `{"a": "ab"}${repeated('{"a": a + a}', 10, 60, random)}{"a": lower(a) match "*b*b*"}`,
  random => `{"a": {"b": @}}${repeated('{"a": {"b": a, "c": a}}', 20, 60, random)}`,
  random => `*[title match "${repeated('a*', 5, 60, random)}b"]`,
  random => `*[title match $s + "${repeated('*', 5, 2000, random)}"]`,
  random => `*[_id in path("${repeated('**.', 5, 60, random)}x")]`,
  random => `${repeated('*[]{"x": ', 3, 8, random)}*${repeated('}', 3, 8, random)}`,
  random => nested('*[]{"x": ', '1', '}', 3, 7, random),
  random => nested('count(*[', 'true', ']) > 0', 3, 7, random),
  random => `{"a": array::join(*[]._id, $s)}${repeated('{"a": array::join([a, a, a], a)}', 5, 30, random)}`,
  random => `array::intersects(${nested('[', '...*, ...*', ']', 1, 2, random)}, *)`,
  random => nested('(', '1', ')', 50, 20_000, random),
  random => nested('[', '1', ']', 50, 20_000, random),
  random => nested('{"a": ', '1', '}', 50, 10_000, random),
  random => nested('!', 'true', '', 50, 20_000, random),
  random => `*[${repeated('a.b[', 2, 30, random)}`,
  random => `*[${repeated('1 + ', 10, 2000, random)}1]`,
  random => repeated('^.', 10, 5000, random).slice(0, -1),
  random => `*[0..${pick(['99999999999999999999', '1e400', '-1', '2147483648'], random)}]`,
  random => `*| order(${repeated('title, ', 5, 200, random)}_id)`,
  random => `*| score(${repeated('title match "a*" || ', 5, 100, random)}true)`,
  random => `${repeated('fn f::f($x) = $x{"a": f::g(a), "b": f::g(b)}; ', 1, 20, random)}f::f(*)`,
  random =>
    repeated(
      pick(['[', '{', '"', "'", '//', '\\', '*', '\u0000', '\ud800', '👩‍⚕️', '...', '=>', '->', '|'], random),
      1,
      5000,
      random,
    ),
]

/** A valid query with some characters lost, doubled or put in. */
function damaged(query: string, random: Random): string {
  let text = query
  for (let count = 1 + whole(4, random); count > 0; count -= 1) {
    const at = whole(text.length, random)
    const stray = pick(
      [
        '',
        text.slice(at, at + 9).repeat(2),
        ')',
        ']',
        '}',
        '"',
        '...',
        '\u2028',
        '\u0000',
        '\ud83d',
        ' match ',
      ],
      random,
    )
    text = text.slice(0, at) + stray + text.slice(at + whole(3, random))
  }
  return text
}

function paramsFrom(random: Random): Record<string, unknown> {
  return {
    n: pick([0, 1, -1, 2.5, 1e308, Number.MAX_SAFE_INTEGER, 'title', null], random),
    s: pick(
      [
        'a',
        'a*',
        'a*a*a*a*a*a*a*b',
        '',
        '.'.repeat(2000),
        'ſß İ',
        '\ud800',
        '"quoted" -minus*',
        '*'.repeat(3000),
        'word '.repeat(500),
      ],
      random,
    ),
    list: pick<unknown>([[], ['a', 'b', 'drafts.a'], Array(1000).fill('a'), [[['a']]], 'a', null], random),
    object: pick<unknown>(
      [{}, { _ref: 'a' }, { type: 'Value', value: 1 }, JSON.parse('{"__proto__": {"a": 1}}'), null],
      random,
    ),
  }
}

function repeated(text: string, least: number, most: number, random: Random): string {
  return text.repeat(least + whole(most - least, random))
}

function nested(
  open: string,
  core: string,
  close: string,
  least: number,
  most: number,
  random: Random,
): string {
  const times = least + whole(most - least, random)
  return open.repeat(times) + core + close.repeat(times)
}

function whole(below: number, random: Random): number {
  return Math.floor(random() * Math.max(1, below))
}

function pick<T>(list: readonly T[], random: Random): T {
  const chosen = list[whole(list.length, random)]
  if (chosen === undefined) throw new RangeError('Nothing to pick from.')
  return chosen
}
