import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type BuildName, builds } from '#services/start/builds.ts'
import packageJson from '../../package.json' with { type: 'json' }

interface Import {
  from: string
  to: string
  isType: boolean
}

/** What `from` may not import, and why. Types are free where `types` matches what is imported. */
const borders: { from: RegExp; to: RegExp; types?: RegExp; why: string }[] = [
  {
    from: /^services\/publisher\//,
    to: /^src\/(?!hosts\/headers\.ts$|sanity\/api-(?:client|host)\.ts$|words\/)/,
    types: /^src\/renderer\/(?:\w+-)?contract\.ts$/,
    why: 'the publisher reaches the site’s code through the built renderer, but for the headers of hosts, the address of the content and the words of the page before the first release',
  },
  {
    from: /^services\/publisher\//,
    to: /^(?:services\/(?!publisher|shared)|studio\/)/,
    why: 'the publisher runs against any Content Lake and is started from outside',
  },
  {
    from: /^services\/content-lake\//,
    to: /^(?:services\/(?!content-lake|shared)|src\/(?!domain\/drawing-effects\.ts$)|studio\/)/,
    why: 'the Content Lake knows Sanity’s API and nothing of this site, but for which drawings take too long',
  },
  {
    from: /^services\/shared\//,
    to: /^(?!services\/shared\/)/,
    why: 'every service imports services/shared',
  },
  {
    from: /^services\/static-site\//,
    to: /^(?:services\/(?!static-site|shared|start\/builds|publisher\/(?:renderer|releases\/finish-file))|src\/(?!hosts|renderer|sanity)|studio\/)/,
    why: 'a static build renders what is published, and needs no publisher',
  },
  {
    from: /^services\/import\//,
    to: /^(?:services\/(?!import|shared)|src\/(?!domain|sanity)|studio\/(?!pasting))/,
    why: 'an import is written against the site’s rules, its contracts and what the Studio makes of pasted text',
  },
  {
    from: /^services\/content\//,
    to: /^(?:services\/(?!content\/|content-lake|shared|start)|src\/(?!sanity)|studio\/)/,
    why: 'content is copied as it is stored, whatever the site makes of it',
  },
  {
    from: /^services\/migrate\//,
    to: /^(?:services\/(?!migrate\/|content\/|shared|start)|src\/(?!domain|sanity)|studio\/)/,
    why: 'a migration is tried on a copy, and judged by the contracts',
  },
  {
    from: /^services\/doctor\//,
    to: /^(?:services\/(?!doctor\/|publisher\/publisher-settings|shared|start)|src\/(?!sanity)|studio\/)/,
    why: 'the doctor asks from outside, as any client does',
  },
  {
    from: /^services\/people\//,
    to: /^(?:services\/(?!people|content-lake|shared)|src\/|studio\/)/,
    why: 'people are accounts of the Content Lake alone',
  },
  {
    from: /^src\/domain\//,
    to: /^(?!src\/domain\/|src\/words\/english\/dates\.ts$)/,
    types: /^src\/words\//,
    why: 'the domain is rules without anything around them; what it writes in words it is given, but for dates that staff read and the name of the site’s language',
  },
  {
    from: /^src\/words\//,
    to: /^(?!src\/words\/)/,
    types: /^src\/domain\//,
    why: 'every room may speak: the words know of none, but for what the domain calls things',
  },
  {
    from: /^src\/(?:pages|layouts|components|shared-ui|selectors\/(?!advice\.ts$)|feeds|images|portable-text)/,
    to: /^src\/words\//,
    types: /^src\/words\//,
    why: 'a page speaks the words of its language, which come with its locals',
  },
  { from: /^src\//, to: /^(?:services|studio)\//, why: 'the site is built without a service or the Studio' },
  { from: /^studio\//, to: /^services\//, why: 'the Studio runs in a browser, also against hosted Sanity' },
  {
    from: /^studio\//,
    to: /^src\/(?!domain\/|shared-ui\/|words\/|sanity\/sanity\.types\.ts|sanity\/api-host\.ts)/,
    types: /^src\/sanity\//,
    why: 'the Studio shares the site’s rules and words, what both show, where the content is, and types',
  },
  { from: /^astro\.config\.mjs$/, to: /^services\//, why: '“astro build” needs no service' },
]

const imports = readImports()

test('no file imports across a border', () => {
  const broken = imports.flatMap(({ from, to, isType }) =>
    borders
      .filter(each => each.from.test(from) && each.to.test(to) && !(isType && each.types?.test(to)))
      .map(({ why }) => `${from} -> ${to}: ${why}`),
  )
  expect(broken).toEqual([])
})

test('no rooms import each other in a circle', () => {
  expect(findCircles(imports.filter(({ isType }) => !isType))).toEqual([])
})

test.each<[BuildName, string[]]>([
  ['studio', ['sanity.config.ts', 'sanity.cli.ts']],
  ['renderer', ['astro.config.mjs', 'src/renderer/entry.ts']],
])('“%s” is built again when a file changes that it is made of', (name, entries) => {
  const targets = new Map<string, Set<string>>()
  for (const { from, to, isType } of imports) {
    if (!isType) targets.set(from, (targets.get(from) ?? new Set()).add(to))
  }
  const { sources } = builds[name]
  const isRead = (file: string) => sources.some(each => file === each || file.startsWith(`${each}/`))
  const reached = entries.flatMap(entry => [...findReached(entry, targets)])
  expect(reached.filter(file => !isRead(file))).toEqual([])
})

/** Every import of one file of the repository from another; tests reach across borders and are left out. */
function readImports(): Import[] {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const files = globSync(['{src,studio,services}/**/*.{ts,tsx,js,mjs,astro}', '*.{mjs,ts}'], { cwd: root })
  const statement =
    /^\s*(?:import|export)\s(?<type>type\s)?[^'";]*?from\s*'(?<from>[^']+)'|(?<doc>\{)?\bimport\s*\(?\s*'(?<other>[^']+)'/gm
  return files
    .filter(file => !/\.test\.tsx?$|-fixture\.ts$/.test(file))
    .flatMap(from =>
      [...readFileSync(join(root, from), 'utf8').matchAll(statement)].flatMap(({ groups }) => {
        const to = resolveImport(from, groups?.from ?? groups?.other ?? '')
        return to === null ? [] : [{ from, to, isType: Boolean(groups?.type ?? groups?.doc) }]
      }),
    )
}

/** The path of an imported file below the repository's root; null for a package. */
function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return join(dirname(from), specifier)
  for (const [alias, path] of Object.entries(packageJson.imports)) {
    const prefix = alias.slice(0, -1)
    if (specifier.startsWith(prefix)) return join(path.slice(0, -1), specifier.slice(prefix.length))
  }
  return null
}

/** Groups of rooms that all reach each other, as sorted text. */
function findCircles(all: readonly Import[]): string[] {
  const targets = new Map<string, Set<string>>()
  for (const { from, to } of all) {
    const [source, target] = [toRoom(from), toRoom(to)]
    if (source !== target) targets.set(source, (targets.get(source) ?? new Set()).add(target))
  }
  const reached = new Map([...targets.keys()].map(room => [room, findReached(room, targets)]))
  const circles = [...reached].flatMap(([room, rooms]) => {
    const circle = [...rooms].filter(other => reached.get(other)?.has(room))
    return rooms.has(room) ? [circle.sort().join(', ')] : []
  })
  return [...new Set(circles)]
}

function findReached(room: string, targets: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>()
  const waiting = [...(targets.get(room) ?? [])]
  for (const next of waiting) {
    if (reached.has(next)) continue
    reached.add(next)
    waiting.push(...(targets.get(next) ?? []))
  }
  return reached
}

/** `src/domain`, `studio/inputs`, `services/publisher/serve`; a file beside the rooms is its own room. */
function toRoom(file: string): string {
  const depth = file.startsWith('services/') ? 3 : 2
  const parts = file.split('/')
  return parts.length > depth ? parts.slice(0, depth).join('/') : file
}
