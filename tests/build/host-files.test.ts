import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { systemClock } from '#publisher/clock.ts'
import { createPublisher, type Publisher } from '#publisher/publisher.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { buildSite } from '#services/static-site/build-site.ts'
import { writeHostFiles } from '#src/hosts/write-host-files.ts'
import { readToken } from '../contract/content-lake-fixture.ts'
import { type SeedLake, sampleInstant, startSeedLake } from '../fixtures/seed-lake.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { ask, sharedFinisher, webhookSecret, withoutThreads } from '../publisher/test-publisher.ts'

/* What a static host reads, against what the publisher answers for the same content at the same instant. */

const now = sampleInstant
const origins = {
  siteUrl: 'https://clinic.example',
  studioUrls: ['https://clinic.sanity.studio', 'http://localhost:3333'],
}
const hostEnv = {
  SITE_URL: origins.siteUrl,
  STUDIO_URL: origins.studioUrls[0],
  STUDIO_ORIGINS: origins.studioUrls[1],
}
const gone = '/closed-for-good/'
const { oldPath, path: newPath } = seed.article
let lake: SeedLake
let publisher: Publisher
let paths: string[]
let dist: string

beforeAll(async () => {
  lake = await startSeedLake(now, 'few')
  await lake.client.create({ _id: 'redirect-gone', _type: 'redirect', from: gone, outcome: 'gone' })
  dist = join(lake.folder, 'dist')
  const content = { CONTENT_LAKE_URL: lake.url, SANITY_API_READ_TOKEN: readToken, BUILD_TIME: now.toString() }
  await buildSite({
    root: process.cwd(),
    variables: { ...hostEnv, ...content, OUT_DIR: dist },
    keptFolder: join(lake.folder, 'kept'),
    onWarning: () => {},
    finisher: sharedFinisher(),
  })
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const clock = { ...systemClock, now: () => now }
  const log = pino({ level: 'silent' })
  publisher = await createPublisher({
    settings: {
      host: '127.0.0.1',
      port: 0,
      folder: join(lake.folder, 'publisher'),
      ...origins,
      webhookSecret,
      keepReleases: 3,
      compareEveryMs: 3_600_000,
      maxRemovedShare: 0.5,
    },
    clock,
    client: lake.client,
    renderer,
    log,
    ...withoutThreads(clock, log),
  }).start()
  await publisher.whenQuiet()
  // Neither is an address of the publisher's: pages for what is not there, and the redirects as data.
  paths = renderer
    .paths(await renderer.loadSnapshot(lake.client), now)
    .filter(path => !/^\/(?:4\d\d\.html|redirects\.json)$/.test(path))
})

afterAll(async () => {
  await publisher.stop()
  await lake[Symbol.asyncDispose]()
})

/** A build of the same site by a host's builder. */
async function buildOn(mark: string): Promise<string> {
  const folder = join(lake.folder, mark, 'dist')
  await cp(dist, folder, { recursive: true, filter: source => !isForOthers(source) })
  await writeHostFiles(folder, join(lake.folder, mark), { ...hostEnv, [mark]: '1' })
  return folder
}

/** What is written on a machine that is no host's builder. */
function isForOthers(file: string): boolean {
  return /\/_(?:headers|redirects)$/.test(file) || `${file}/`.endsWith(oldPath)
}

/** What the publisher says of a file; caching as far as hosts let it be said. */
const compared = [
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'strict-transport-security',
]

type Rule = { pattern: RegExp; headers: Record<string, string> }

/** The headers of a path, as hosts add them up. */
function findHeaders(rules: readonly Rule[], path: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { pattern, headers } of rules) {
    if (!pattern.test(path)) continue
    for (const [name, value] of Object.entries(headers)) {
      expect(found[name], `${name} is in two rules for ${path}, and hosts would join them`).toBeUndefined()
      found[name] = value
    }
  }
  return found
}

async function compareHeaders(rules: readonly Rule[]): Promise<void> {
  for (const path of paths) {
    const { status, headers } = await ask(publisher.url, path)
    expect(status, path).toBe(200)
    const written = findHeaders(rules, path)
    for (const name of compared) expect(written[name], `${name} of ${path}`).toBe(headers[name])
    const policy = headers['content-security-policy']
    if (typeof policy === 'string')
      expect(policy.endsWith(`; ${written['content-security-policy']}`), path).toBe(true)
    // Hosts have pages revalidated by themselves.
    expect(written['cache-control'] ?? 'no-cache', path).toBe(headers['cache-control'])
    if (written['content-type']) expect(written['content-type'], path).toBe(headers['content-type'])
  }
}

async function parseHeadersFile(folder: string): Promise<Rule[]> {
  const text = await readFile(join(folder, '_headers'), 'utf8')
  return text
    .trim()
    .split('\n\n')
    .map(block => {
      const [pattern = '', ...lines] = block.split('\n')
      const pairs = lines.map(line => /^ {2}([^:]+): (.+)$/.exec(line)?.slice(1) ?? [])
      return { pattern: toPattern(pattern), headers: Object.fromEntries(pairs) }
    })
}

function toPattern(text: string): RegExp {
  return new RegExp(`^${text.replaceAll('.', '\\.').replace('*', '.*')}$`)
}

test('every path has the headers by which the publisher serves it', async () => {
  const rules = await parseHeadersFile(dist)
  // Cloudflare reads no more.
  expect(rules.length).toBeLessThanOrEqual(100)
  await compareHeaders(rules)
  // By it the Studio says whether a document is live.
  expect(findHeaders(rules, '/release.json')['access-control-allow-origin']).toBe('*')
})

test('old addresses lead where the publisher leads, with and without their slash', async () => {
  const folder = await buildOn('NETLIFY')
  const lines = (await readFile(join(folder, '_redirects'), 'utf8')).trim().split('\n')
  expect(lines.map(line => line.split(' ')[0]).sort()).toEqual(
    [oldPath, oldPath.slice(0, -1), gone, gone.slice(0, -1)].sort(),
  )
  for (const line of lines) {
    const [from = '', to, code] = line.split(' ')
    const { status, headers } = await ask(publisher.url, from)
    expect(status, line).toBe(Number(code))
    if (status === 301) expect(headers.location).toBe(to)
  }
  // Netlify serves a file rather than a redirect.
  expect(existsSync(join(folder, oldPath))).toBe(false)
  expect(existsSync(join(folder, 'redirects.json'))).toBe(false)
})

test('Cloudflare, which has no 410, is given the redirects alone', async () => {
  const folder = await buildOn('WORKERS_CI')
  const text = await readFile(join(folder, '_redirects'), 'utf8')
  expect(text).toContain(`${oldPath} ${newPath} 301\n`)
  expect(text).not.toContain(gone)
})

test('beyond the redirects that Cloudflare reads, old addresses are pages that lead on', async () => {
  const folder = join(lake.folder, 'many')
  const redirects = Array.from({ length: 1002 }, (_, index) => ({ from: `/old-${index}/`, to: '/' }))
  await mkdir(folder)
  await writeFile(join(folder, 'redirects.json'), JSON.stringify(redirects))
  await writeHostFiles(folder, folder, { ...hostEnv, CF_PAGES: '1' })
  const lines = (await readFile(join(folder, '_redirects'), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(2000)
  const pages = redirects.filter(({ from }) => existsSync(join(folder, from, 'index.html')))
  expect(pages.map(({ from }) => from)).toEqual(['/old-1000/', '/old-1001/'])
})

test('a host that reads no redirects has a page at each old address, which leads on without a script', async () => {
  const html = await readFile(join(dist, oldPath, 'index.html'), 'utf8')
  expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${newPath}">`)
  expect(html).toContain(`<link rel="canonical" href="${origins.siteUrl}${newPath}">`)
  expect(existsSync(join(dist, gone))).toBe(false)
})

const vercelConfig = z.object({
  version: z.literal(3),
  routes: z.array(
    z.object({
      src: z.string().optional(),
      headers: z.record(z.string(), z.string()).optional(),
      continue: z.boolean().optional(),
      status: z.number().optional(),
      dest: z.string().optional(),
      handle: z.literal('filesystem').optional(),
    }),
  ),
})

test('Vercel’s output answers as the publisher does', async () => {
  await buildOn('VERCEL')
  const output = join(lake.folder, 'VERCEL/.vercel/output')
  const { routes } = vercelConfig.parse(JSON.parse(await readFile(join(output, 'config.json'), 'utf8')))
  const rules = routes.flatMap(({ src, headers, continue: goesOn }) =>
    src && headers && goesOn ? [{ pattern: new RegExp(src), headers }] : [],
  )
  await compareHeaders(rules)
  for (const path of [
    ...paths,
    oldPath,
    oldPath.slice(0, -1),
    gone,
    '/team',
    '/not-here/',
    '/not/here.png',
  ]) {
    const { status, headers } = await ask(publisher.url, path)
    const answer = route(path)
    expect(answer.status === 308 ? 301 : answer.status, path).toBe(status)
    if (headers.location) expect(answer.location, path).toBe(headers.location)
  }

  function route(path: string): { status: number; location?: string | undefined } {
    for (const { src, headers, status, handle, continue: goesOn } of routes) {
      const file = join(output, 'static', path.endsWith('/') ? `${path}index.html` : path)
      if (handle && existsSync(file)) return { status: 200 }
      const match = src && !goesOn ? new RegExp(src).exec(path) : null
      if (match) return { status: status ?? 200, location: headers?.Location?.replace('$1', match[1] ?? '') }
    }
    throw new Error(`No route fits ${path}.`)
  }
})

test('every action that a workflow of deploy/ uses is pinned by its commit', async () => {
  for (const file of ['due.yml', 'github-pages.yml']) {
    const text = await readFile(join('deploy', file), 'utf8')
    const used = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action)
    expect(used.length).toBeGreaterThan(0)
    for (const action of used) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  }
})
