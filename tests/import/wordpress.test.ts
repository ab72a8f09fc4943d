import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { systemClock } from '#publisher/clock.ts'
import { createPublisher } from '#publisher/publisher.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { type ImportOptions, importWordPress } from '#services/import/import-wordpress.ts'
import { parseLoadSettings } from '#services/import/load-settings.ts'
import { startTestLake, temporaryFolder, writeToken } from '../contract/content-lake-fixture.ts'
import { fillLake } from '../publisher/preview-system.ts'
import { withoutThreads } from '../publisher/test-publisher.ts'
import { serve } from '../serve.ts'
import { oldSite, type TestItem, wordPressExport } from './wordpress-export.ts'

const long = 'Sleep comes easier when the days are alike, and the evenings are slow.'

test('writes posts, pages, people and old addresses, the same each time', async () => {
  await using folder = await temporaryFolder()
  const first = await run(folder.path, 'a', items)
  const second = await run(folder.path, 'b', items)
  expect(second.documents).toEqual(first.documents)

  const sleep = get(first.documents, 'article', 'Better sleep')
  expect(sleep).toMatchObject({
    _id: expect.stringMatching(/^drafts\.wp-[0-9a-f]{8}-10$/),
    slug: { current: 'better-sleep' },
    summary: 'How to sleep.',
    publishedAt: '2020-05-06T12:00:00.000Z',
    topics: ['Sleep', 'Nights'],
    reviewIntervalMonths: 12,
  })
  expect(get(first.documents, 'redirect', '/2020/05/better-sleep/')).toMatchObject({
    _id: expect.stringMatching(/^wp-/),
    outcome: 'moved',
    target: { _ref: bare(sleep._id), _weak: true },
  })
  expect(get(first.documents, 'redirect', '/2020/05/sleeping/')).toMatchObject({
    target: { _ref: bare(sleep._id) },
  })
  expect(get(first.documents, 'person', 'Jane Roe')).toMatchObject({ slug: { current: 'jane-roe' } })
  // The page has its old address still: nothing leads away from it.
  expect(first.documents.filter(({ from }) => from === '/about-us/')).toEqual([])
  expect(get(first.documents, 'page', 'Contact').slug).toEqual({ _type: 'slug', current: 'contact-2' })
})

test('reports what was not carried, each thing with its document, its reason and what to do', async () => {
  await using folder = await temporaryFolder()
  const { report } = await run(folder.path, 'out', items)
  const kindsOf = (title: string) => [
    ...new Set(report.documents.find(each => each.title === title)?.findings.map(({ kind }) => kind)),
  ]
  expect(kindsOf('Better sleep').toSorted()).toEqual(
    [
      'alt',
      'comments',
      'customField',
      'embed',
      'form',
      'linkNotInExport',
      'phone',
      'pictureFile',
      'shortcode',
    ].toSorted(),
  )
  expect(kindsOf('A draft')).toContain('status')
  expect(kindsOf('Contact')).toContain('slug')
  expect(report.leftOut.map(({ finding, title }) => [title, finding.kind])).toEqual([
    ['Short', 'double'],
    ['A recipe', 'customType'],
    ['Old', 'trash'],
    ['Sleep', 'categoryText'],
  ])
  for (const { findings, title } of report.documents) {
    for (const { reason, todo } of findings) expect([title, reason, todo]).not.toContain('')
  }
  const text = await readFile(join(folder.path, 'out', 'report.md'), 'utf8')
  expect(text).toContain('### Better sleep (article)')
  expect(text).toContain('330-754-4844')
})

test('links between texts become references, but none that closes a circle', async () => {
  await using folder = await temporaryFolder()
  const { documents, report } = await run(folder.path, 'out', [
    { id: 1, title: 'One', slug: 'one', content: `<p>See <a href="${oldSite}/2020/05/two/">two</a>.</p>` },
    {
      id: 2,
      title: 'Two',
      slug: 'two',
      content: '<p>See <a href="/2020/05/one/#top">one</a>, <a href="/?p=2">me</a>.</p>',
    },
  ])
  const link = (title: string) => Object(get(documents, 'article', title).body)[0].markDefs
  expect(link('One')).toMatchObject([
    { _type: 'internalLink', target: { _ref: bare(get(documents, 'article', 'Two')._id) } },
  ])
  expect(link('Two')).toMatchObject([
    { _type: 'externalLink', href: `${oldSite}/2020/05/one/#top` },
    { _type: 'internalLink', target: { _ref: bare(get(documents, 'article', 'Two')._id) } },
  ])
  expect(report.documents.find(({ title }) => title === 'Two')?.findings.map(({ kind }) => kind)).toContain(
    'circle',
  )
})

test('importing twice duplicates nothing, and keeps what staff wrote unless replacing is wanted', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startTestLake()
  const client = lake.client()
  const load = settingsOf(lake)
  await run(folder.path, 'out', items, { load })
  const before = await client.fetch<number>('count(*)')
  const draft = await client.fetch<{ _id: string; _type: string }>(
    '*[_type == "article" && title == "Better sleep"][0]',
    {},
    { perspective: 'raw' },
  )
  await client.patch(draft._id).set({ summary: 'Written by staff.' }).commit()

  const again = await run(folder.path, 'out', items, { load })
  expect(await client.fetch('count(*)')).toBe(before)
  expect(await summary()).toBe('Written by staff.')
  expect(new Set(again.report.documents.map(({ state }) => state))).toEqual(new Set(['kept']))

  // What staff published has no draft any more: it is kept as well, and gets no new draft.
  await client.createOrReplace({ ...draft, _id: bare(draft._id), author: undefined })
  await client.delete(draft._id)
  await run(folder.path, 'out', items, { load })
  expect(await client.fetch('*[_id == $id]', { id: draft._id }, { perspective: 'raw' })).toEqual([])

  await run(folder.path, 'out', items, { load, replaces: true })
  expect(await summary()).toBe('How to sleep.')

  async function summary() {
    return client.fetch('*[_id == $id][0].summary', { id: draft._id }, { perspective: 'raw' })
  }
})

test('publishes only what the site accepts, whose old addresses then lead to it', async () => {
  await using lake = await startTestLake()
  await using temporary = await temporaryFolder()
  const client = lake.client()
  const folder = temporary.path
  await fillLake(client, Temporal.Now.instant(), 'few')
  await client.create({
    _id: 'person-jane',
    _type: 'person',
    name: 'Jane Roe',
    slug: { current: 'jane-roe' },
    role: 'Nurse',
    biography: 'Since 2010.',
    order: 1,
  })
  const people = await client.fetch<number>('count(*[_type == "person"])', {}, { perspective: 'raw' })
  const about = items.filter(({ slug }) => slug !== 'about-us')
  const load = settingsOf(lake)
  await run(folder, 'out', about, { load })
  // Staff are at this one: it is not published over their heads.
  const { documents } = await run(folder, 'more', [...about, inProgress], { load })
  await client
    .patch(get(documents, 'article', 'In progress')._id)
    .set({ summary: 'Half a sentence' })
    .commit()
  const { report } = await run(folder, 'out', [...about, inProgress], { load, publishes: true })
  expect(report.documents.find(({ title }) => title === inProgress.title)?.state).toBe('kept')
  const stateOf = (title: string) => report.documents.find(each => each.title === title)
  expect(stateOf('Contact')).toMatchObject({ state: 'published', waitsFor: [] })
  expect(stateOf('Short')).toMatchObject({ state: 'published', waitsFor: [] })
  expect(stateOf('Better sleep')).toMatchObject({ state: 'kept' })
  expect(stateOf('Better sleep')?.waitsFor.join(' ')).toContain('Upload the picture again')
  expect(stateOf('A draft')?.waitsFor).toEqual(['It was not public on the old website.'])
  // Known under “Team”: no second person is made of her.
  expect(await client.fetch('count(*[_type == "person"])', {}, { perspective: 'raw' })).toBe(people)

  const log = pino({ level: 'silent' })
  const publisher = await createPublisher({
    settings: {
      host: '127.0.0.1',
      port: 0,
      folder: join(folder, 'publisher'),
      siteUrl: 'http://localhost:4321',
      studioUrls: [lake.url],
      webhookSecret: 'a-secret-of-at-least-16-characters',
      keepReleases: 1,
      compareEveryMs: 3_600_000,
      maxRemovedShare: 0.5,
    },
    clock: systemClock,
    client: client.withConfig({ perspective: 'published' }),
    renderer: await loadRenderer(resolve('.build/renderer/entry.mjs')),
    log,
    ...withoutThreads(systemClock, log),
  }).start()
  await using _ = { [Symbol.asyncDispose]: () => publisher.stop() }
  await publisher.whenQuiet()
  const visit = (path: string) => fetch(`${publisher.url}${path}`, { redirect: 'manual' })
  expect((await visit('/2020/05/short/')).headers.get('location')).toContain('/articles/short/')
  expect(await (await visit('/articles/short/')).text()).toContain(long)
  // What is not published yet is not there, and neither is a way to it.
  expect((await visit('/2020/05/better-sleep/')).status).toBe(410)
  const release: { faults: { title: string; level: string }[] } = await (await visit('/release.json')).json()
  const faultLevels = release.faults.map(({ level, title }) => [title, level])
  expect(faultLevels.toSorted()).toEqual([
    ['/2020/05/better-sleep/', 'advice'],
    ['/2020/05/in-progress/', 'advice'],
    ['/2020/05/sleeping/', 'advice'],
  ])
})

test('takes pictures from a copy of the uploads, and fetches them only on request', async () => {
  await using folder = await temporaryFolder()
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#456' } })
    .png()
    .toBuffer()
  const asked: string[] = []
  await using server = await serve((request, response) => {
    asked.push(request.url ?? '')
    if (request.url?.includes('gone')) return response.writeHead(404).end()
    return response.writeHead(200, { 'Content-Type': 'image/png' }).end(picture)
  })
  const site = server.url
  const texts: TestItem[] = [
    {
      id: 1,
      title: 'Pictures',
      content: `<p>${long}</p><p><img class="wp-image-7" src="${site}/wp-content/uploads/2020/05/brain-300x200.png" alt=""></p><img src="${site}/wp-content/uploads/gone.png" alt="Gone">`,
    },
    {
      id: 7,
      type: 'attachment',
      attachmentUrl: `${site}/wp-content/uploads/2020/05/brain.png`,
      meta: { _wp_attachment_image_alt: 'A brain' },
    },
  ]
  const none = await run(folder.path, 'none', texts, {}, site)
  expect(asked).toEqual([])
  expect(none.report.summary).toContain('0 pictures with a file, 2 without')

  const fetched = await run(
    folder.path,
    'fetched',
    texts,
    { fetchesImages: true, privateHosts: ['127.0.0.1'] },
    site,
  )
  expect(asked.toSorted()).toEqual(['/wp-content/uploads/2020/05/brain.png', '/wp-content/uploads/gone.png'])
  const [, shown, gone] = Object(get(fetched.documents, 'article', 'Pictures').body)
  expect(shown).toMatchObject({
    _type: 'imageWithAlt',
    alt: 'A brain',
    _sanityAsset: expect.stringContaining('images/'),
  })
  expect(gone).toEqual({ _type: 'imageWithAlt', alt: 'Gone', _key: expect.any(String) })
  expect(fetched.report.documents[1]?.findings.map(({ words }) => words).join()).toContain('answered 404')

  const uploads = join(folder.path, 'uploads')
  await mkdir(join(uploads, '2020/05'), { recursive: true })
  await writeFile(join(uploads, '2020/05/brain.png'), picture)
  await using lake = await startTestLake()
  const copied = await run(folder.path, 'copied', texts, { uploads, load: settingsOf(lake) }, site)
  expect(copied.report.summary).toContain('1 pictures with a file, 1 without')
  expect(await lake.client().fetch('count(*[_type == "sanity.imageAsset"])')).toBe(1)
})

test.for([
  ['no XML', 'Hello', 'is not an XML file'],
  [
    'a feed',
    '<?xml version="1.0"?><rss><channel><title>News</title></channel></rss>',
    'is not a WordPress export',
  ],
  [
    'another document',
    '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    'is not a WordPress export: it begins with <svg>',
  ],
  [
    'broken XML',
    wordPressExport([{ id: 1 }]).replace('</wp:status>', '</wp:stat>'),
    'breaks off being XML at line 24',
  ],
  ['half an export', wordPressExport([{ id: 1 }]).slice(0, -40), 'breaks off being XML at line'],
  ['nothing', '', 'is not an XML file'],
])('says what is wrong with a file that is %s', async ([, text = '', message = '']) => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'export.xml')
  await writeFile(file, text)
  await expect(importWordPress(optionsFor(file, folder.path))).rejects.toThrow(message)
})

test('says what to do without a token, or with nobody there', async () => {
  expect(() => parseLoadSettings({})).toThrow('a token that may write is needed to load')
  await using folder = await temporaryFolder()
  const load = parseLoadSettings({
    SANITY_API_WRITE_TOKEN: writeToken,
    CONTENT_LAKE_URL: 'http://127.0.0.1:9',
  })
  await expect(run(folder.path, 'out', items, { load })).rejects.toThrow(
    'http://127.0.0.1:9 cannot be reached',
  )
  await using lake = await startTestLake()
  const stranger = parseLoadSettings({ SANITY_API_WRITE_TOKEN: 'wrong', CONTENT_LAKE_URL: lake.url })
  await expect(run(folder.path, 'out', items, { load: stranger })).rejects.toThrow(
    'does not accept the token',
  )
})

const inProgress: TestItem = { id: 20, title: 'In progress', slug: 'in-progress', content: `<p>${long}</p>` }

const items: TestItem[] = [
  {
    id: 10,
    title: 'Better sleep',
    slug: 'better-sleep',
    excerpt: 'How to sleep.',
    terms: [
      { domain: 'category', slug: 'sleep', name: 'Sleep' },
      { domain: 'post_tag', slug: 'nights', name: 'Nights' },
      { domain: 'post_tag', slug: 'sleep', name: 'sleep' },
    ],
    meta: { _wp_old_slug: 'sleeping', doctor: 'Dr. Smith', _edit_lock: '1:1' },
    comments: 2,
    content: `${long}

Call 330-754-4844 or read <a href="${oldSite}/lost/">this</a>.
<img src="${oldSite}/wp-content/uploads/2020/05/bed.jpg">

[contact-form-7 id="3" title="Ask us"]

<form><label>Your name</label><input placeholder="Name"></form>

https://video.example/watch`,
  },
  {
    id: 11,
    title: 'Short',
    slug: 'short',
    content: `<!-- wp:paragraph -->\n<p>${long}</p>\n<!-- /wp:paragraph -->`,
  },
  { id: 12, type: 'page', title: 'About us', slug: 'about-us', content: `<p>${long}</p>` },
  { id: 13, type: 'page', author: '>jane', title: 'Contact', slug: 'contact', content: `<p>${long}</p>` },
  {
    id: 14,
    title: 'A draft',
    slug: 'a-draft',
    status: 'draft',
    content: `<p>${long}</p>`,
    link: `${oldSite}/?p=14`,
  },
  {
    id: 11,
    title: 'Short',
    slug: 'short-again',
    author: '>jane',
    content: `<p>${long}</p>`,
  },
  { id: 15, type: 'recipe', title: 'A recipe', content: 'Take milk.' },
  { id: 16, title: 'Old', status: 'trash', content: 'Thrown away.' },
]

type Document = Record<string, unknown> & { _id: string }

async function run(
  folder: string,
  name: string,
  texts: readonly TestItem[],
  options: Partial<ImportOptions> = {},
  site?: string,
) {
  const file = join(folder, `${name}.xml`)
  const out = join(folder, name)
  await writeFile(file, wordPressExport(texts, site))
  const report = await importWordPress({ ...optionsFor(file, out), ...options })
  const lines = (await readFile(join(out, 'data.ndjson'), 'utf8')).trimEnd().split('\n')
  const documents: Document[] = lines.map(line => JSON.parse(line))
  return { report, documents }
}

function optionsFor(file: string, out: string): ImportOptions {
  return {
    file,
    out,
    uploads: null,
    fetchesImages: false,
    privateHosts: [],
    load: null,
    replaces: false,
    publishes: false,
    onProgress: () => undefined,
  }
}

function settingsOf(lake: { url: string }) {
  return parseLoadSettings({ SANITY_API_WRITE_TOKEN: writeToken, CONTENT_LAKE_URL: lake.url })
}

function get(documents: Document[], type: string, title: string): Document {
  const found = documents.find(
    each => each._type === type && [each.title, each.name, each.from].includes(title),
  )
  if (!found) throw new Error(`No ${type} “${title}” was imported.`)
  return found
}

function bare(id: string): string {
  return id.replace('drafts.', '')
}
