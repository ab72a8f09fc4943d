import { generateQuery } from './groq-grammar.ts'
import { request } from './http-request.ts'
import { lakeHeaders, type MakeRequest } from './lake-requests.ts'
import type { Random } from './random.ts'
import { inQuery, strangeId, strangeObject, strangeText, strangeValue, toJson } from './values.ts'
import type { World } from './world.ts'

const api = '/v2025-02-19'

/** What changes documents in the Content Lake, for those who may. */
export const lakeWrites: Record<string, MakeRequest> = {
  mutate(random, world, audience) {
    const mutations = [mutation(random, world), ...random.some(3, () => mutation(random, world))]
    const transactionId = random.chance(0.2) ? strangeText(random) : undefined
    const options = random.pick([
      '',
      '?returnIds=true',
      '?returnDocuments=true',
      '?autoGenerateArrayKeys=true',
      '?dryRun=true',
    ])
    const body = toJson(random, { mutations, transactionId })
    return request(
      'POST',
      `${api}/data/mutate/production${options}`,
      lakeHeaders(random, world, audience),
      body,
    )
  },
  actions(random, world, audience) {
    const actions = [action(random, world), ...random.some(2, () => action(random, world))]
    const transactionId = random.chance(0.2) ? strangeText(random) : undefined
    const body = toJson(random, { actions, transactionId, dryRun: random.chance(0.1) || undefined })
    return request('POST', `${api}/data/actions/production`, lakeHeaders(random, world, audience), body)
  },
  upload(random, world, audience) {
    const kind = random.pick(['images', 'images', 'files'])
    const name = inQuery(random, strangeText(random).slice(0, 300))
    const picture = random.pick(pictures)
    const bytes = random.chance(0.3) ? picture : spoiled(random, picture)
    const type = random.pick(['image/png', 'image/svg+xml', 'image/gif', 'text/html', 'x', ''])
    const headers = { ...lakeHeaders(random, world, audience), 'content-type': type }
    return request('POST', `${api}/assets/${kind}/production?filename=${name}`, headers, bytes)
  },
}

function mutation(random: Random, world: World): unknown {
  const target = random.chance(0.9) ? { id: strangeId(random, world.documentIds) } : selection(random)
  switch (random.below(6)) {
    case 0:
      return { create: document(random, world) }
    case 1:
      return { createOrReplace: document(random, world) }
    case 2:
      return { createIfNotExists: document(random, world) }
    case 3:
      return { delete: { id: `fuzz-${random.below(40)}` } }
    case 4:
      return random.chance(0.2) ? strangeObject(random) : { patch: { ...target, ...patch(random) } }
    default:
      return { patch: { ...target, ...patch(random) } }
  }
}

/** Of our own documents alone: the site shall still have something to publish. */
function selection(random: Random) {
  const { query, params } = generateQuery(random.next)
  return { query: `*[_id match "fuzz-*"][defined(${query})]`, params }
}

function document(random: Random, world: World): Record<string, unknown> {
  const _type = random.pick([
    'article',
    'announcement',
    'page',
    'redirect',
    'person',
    'fuzz',
    strangeText(random),
  ])
  const known = { title: strangeText(random), slug: { _type: 'slug', current: strangeText(random) } }
  return {
    ...strangeObject(random),
    ...(random.chance(0.5) && known),
    _id: strangeId(random, ['fuzz-0']),
    _type,
    ref: reference(random, world),
  }
}

function reference(random: Random, world: World): unknown {
  return { _type: 'reference', _ref: strangeId(random, world.documentIds), _weak: random.chance(0.8) }
}

function patch(random: Random): Record<string, unknown> {
  const path = () => jsonMatchPath(random)
  const operations = [
    () => ({ set: { [path()]: strangeValue(random) } }),
    () => ({ setIfMissing: { [path()]: strangeValue(random) } }),
    () => ({ unset: random.some(3, path) }),
    () => ({ inc: { [path()]: random.pick([1, 1e308, 'x']) }, dec: { [path()]: 1 } }),
    () => ({
      insert: {
        [random.pick(['before', 'after', 'replace'])]: path(),
        items: random.some(3, () => strangeValue(random)),
      },
    }),
    () => ({ diffMatchPatch: { [path()]: textPatch(random) } }),
    () => ({ ifRevisionID: strangeText(random) }),
    () => strangeObject(random),
  ]
  return { ...random.pick(operations)(), ...(random.chance(0.3) && random.pick(operations)()) }
}

function jsonMatchPath(random: Random): string {
  const name = () =>
    random.pick([
      'title',
      'body',
      'children',
      'text',
      'slug',
      'current',
      'ref',
      'a',
      '_id',
      '_type',
      '_rev',
      '__proto__',
      'constructor',
    ])
  const roll = random.next()
  if (roll < 0.1) return strangeText(random)
  if (roll < 0.15)
    return random.pick([
      '..',
      '[',
      ']',
      '[[',
      'a[',
      'a[_key==',
      `a${'[0]'.repeat(3000)}`,
      `${'a.'.repeat(5000)}b`,
      '..*',
      '*',
      '[*]..[*]..[*]',
      "['\\'",
    ])
  const step = () =>
    random.pick([
      `.${name()}`,
      `[${random.below(4)}]`,
      '[-1]',
      '[*]',
      '[0:99999]',
      '[_key=="x"]',
      '[a>1,2]',
      `..${name()}`,
      '[99999999]',
      "['x y']",
    ])
  return `${name()}${random.some(4, step).join('')}`
}

function textPatch(random: Random): string {
  const number = () => random.pick([0, 1, 5, 99, 4_294_967_296, -1])
  const lines = random.some(
    4,
    () => `${random.pick(['+', '-', ' ', '?'])}${random.pick(['x', '%0A', '%', '%ZZ', 'é', '%F0%9F'])}`,
  )
  return random.chance(0.8)
    ? `@@ -${number()},${number()} +${number()},${number()} @@\n${lines.join('\n')}\n`
    : strangeText(random)
}

function action(random: Random, world: World): unknown {
  const name = random.pick([
    'create',
    'edit',
    'publish',
    'unpublish',
    'delete',
    'discard',
    'version.discard',
    'replaceDraft',
    'version.replace',
    'version.create',
    'x',
  ])
  const base = `fuzz-${random.below(40)}`
  const id = () => strangeId(random, ['fuzz-1'])
  return {
    actionType: `sanity.action.document.${name}`,
    publishedId: random.chance(0.8) ? base : id(),
    draftId: random.chance(0.8) ? `drafts.${base}` : id(),
    versionId: id(),
    baseId: id(),
    attributes: { ...document(random, world), _id: random.chance(0.8) ? `drafts.${base}` : id() },
    document: random.chance(0.5) ? document(random, world) : undefined,
    patch: patch(random),
    includeDrafts: random.some(2, id),
    ifExists: random.pick(['fail', 'ignore', undefined]),
  }
}

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const gif = 'R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs='
const pictures = [
  Buffer.from(png, 'base64'),
  Buffer.from(gif, 'base64'),
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
  Buffer.from(
    `<!DOCTYPE s [<!ENTITY a "${'b'.repeat(99)}"><!ENTITY c "${'&a;'.repeat(99)}">]><svg xmlns="http://www.w3.org/2000/svg">&c;</svg>`,
  ),
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>'),
  Buffer.from('RIFF\u0000\u0000\u0000\u0000WEBPVP8 '),
  Buffer.from('<!doctype html><script>1</script>'),
]

function spoiled(random: Random, picture: Buffer): Buffer {
  const bytes = Buffer.from(picture)
  for (const at of random.some(6, () => random.below(bytes.length))) bytes[at] = random.below(256)
  return random.chance(0.3) ? bytes.subarray(0, random.below(bytes.length)) : bytes
}
