/** GROQ that parses, mostly, and costs as much as a few words can ask for. */
export function generateQuery(random: () => number): { query: string; params: Record<string, unknown> } {
  const pick = (items: readonly string[]) => items[Math.floor(random() * items.length)] ?? '*'
  const params = { a: random() < 0.5 ? 'group' : random() * 100, p: random() < 0.9 ? ['x', 1, null] : {} }

  function expression(depth: number): string {
    if (depth > 4) return pick(leaves)
    const [a, b] = [() => expression(depth + 1), () => expression(depth + 1)]
    switch (Math.floor(random() * 12)) {
      case 0:
        return `(${a()} ${pick(operators)} ${b()})`
      case 1:
        return `*[${a()}]`
      case 2:
        return `${pick(['*', '@', '^', 'body', 'topics'])}[]{${pick(names)}, "x": ${a()}, ...}`
      case 3:
        return `${pick(functions)}(${a()})`
      case 4:
        return `${pick(functions)}(${a()}, ${b()})`
      case 5:
        return `select(${a()} => ${b()}, ${pick(leaves)})`
      case 6:
        return `[${a()}, ...${b()}]`
      case 7:
        return `{"a": ${a()}, ...${b()}}`
      case 8:
        return `${a()}[${pick(['0', '-1', '0..5', '0...999999', '$a', '_key == "x"', b()])}]`
      case 9:
        return `(${a()} | order(${pick(names)} ${pick(['asc', 'desc', ''])}) | score(${b()}))`
      case 10:
        return `${pick(names)}->${pick(['', 'title', '{...}', 'slug.current', '[]->'])}`
      default:
        return pick(leaves)
    }
  }

  const roll = random()
  if (roll < 0.06) return { query: pick(explosive), params }
  if (roll < 0.1) return { query: doubling(1 + Math.floor(random() * 45)), params }
  return { query: random() < 0.6 ? `*[${expression(1)}]${pick(tails)}` : expression(0), params }
}

const names = [
  '_id',
  '_type',
  '_rev',
  '_updatedAt',
  'title',
  'slug.current',
  'body',
  'topics',
  'author',
  'image.asset',
  'nothing',
  '"k"',
  '@',
  '^',
  '^.^',
  '$a',
  '$p',
  '$missing',
]
const leaves = [
  ...names,
  '*',
  '1',
  '-1',
  '1e308',
  'null',
  'true',
  '"a*"',
  '"group therapy"',
  '"a*a*a*a*b"',
  '[]',
  '{}',
  'now()',
  '0..10',
  '_type == "article"',
  'defined(slug)',
  'references("service-group-therapy")',
  '_id in path("drafts.**")',
  'identity()',
  '""',
]
const operators = [
  '==',
  '!=',
  '<',
  '>=',
  '&&',
  '||',
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  'in',
  'match',
  'asc',
  '..',
  '=>',
]
const functions = [
  'count',
  'length',
  'lower',
  'upper',
  'defined',
  'coalesce',
  'string',
  'round',
  'references',
  'array::unique',
  'array::compact',
  'array::join',
  'string::split',
  'string::startsWith',
  'math::sum',
  'math::max',
  'pt::text',
  'dateTime',
  'global::now',
  'path',
  'sanity::dataset',
  'boost',
  'text::query',
  'geo::distance',
  'delta::changedAny',
  'before',
  'after',
  'nope::nope',
]
const tails = [
  '',
  '',
  '{...}',
  '{_id, title}',
  '[0]',
  '[0..3]',
  ' | order(title asc)[0...10]',
  '.title',
  '->',
  '{"x": *[_type == ^._type]{_id}}',
  '|score(title match "a*")',
]

/** Small texts that ask for more than there is. */
const explosive = [
  '*[]{"x": *[]{"y": *[]{"z": *[]}}}',
  'count(*[count(*[count(*[^._id != _id]) > 0]) > 0])',
  '*[title match "a*a*a*a*a*a*a*a*a*b"]',
  '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" match "a*a*a*a*a*a*a*a*b"',
  '(0...100000000)[]{"x": *}',
  'array::join(*[].body[].children[].text, "x")',
  `${'('.repeat(5000)}1${')'.repeat(5000)}`,
  `*[${'!'.repeat(20_000)}true]`,
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
  `*${'[0..1]'.repeat(3000)}`,
  `1${' + 1'.repeat(20_000)}`,
  `{${'"a":{'.repeat(2000)}${'}'.repeat(2001)}`,
]

/** Each step holds what came before twice. */
function doubling(steps: number): string {
  return `{"a": [1, 1]}${'{"a": [...a, ...a]}'.repeat(steps)}`
}
