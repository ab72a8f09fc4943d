import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Answer } from '#publisher/commands/command.ts'
import { metricsToken, startTestPublisher, type TestPublisher } from './test-publisher.ts'
import { sendCommand } from './test-requests.ts'

/* What is for operators alone: commands, and metrics. */

const notes = [{ _id: 'groups', title: 'Groups' }]
const publish = { command: 'publish', acceptRemoval: false }

test('has metrics for those who show the token, through a proxy or not, and for nobody else', async () => {
  await using site = await startTestPublisher(notes)
  const statusWith = async (headers: Record<string, string>) =>
    (await site.ask('/metrics', { headers: { host: '127.0.0.1:4321', ...headers } })).status

  expect(await statusWith({ authorization: `Bearer ${metricsToken}` })).toBe(200)
  expect(
    await statusWith({ authorization: `Bearer ${metricsToken}`, 'x-forwarded-for': '203.0.113.7' }),
  ).toBe(200)
  const wrong = ['', 'Bearer', `Bearer ${metricsToken}x`, `Basic ${metricsToken}`, metricsToken]
  for (const authorization of wrong) expect(await statusWith({ authorization }), authorization).toBe(404)
  expect(await statusWith({})).toBe(404)
})

test('has metrics for nobody while no token is set', async () => {
  await using site = await startTestPublisher(notes, { metricsToken: null })
  for (const authorization of ['', 'Bearer', 'Bearer ', 'Bearer null', 'Bearer undefined']) {
    const { status, text } = await site.ask('/metrics', { headers: { host: 'localhost', authorization } })
    expect(status, authorization).toBe(404)
    expect(text).not.toContain('publisher_')
  }
})

test('reports the progress of a long publish, and in the end its result', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  for (let number = 0; number < 12; number += 1) site.lake.publish({ _id: `note-${number}`, title: 'New' })
  site.renderer.before = () => site.clock.advance(600)

  const answers: Answer[] = []
  await sendCommand(site, publish, answer => answers.push(answer))

  expect(answers[0]).toEqual({ kind: 'progress', done: 0, total: 0 })
  const progress = answers.filter(answer => answer.kind === 'progress' && answer.total > 0)
  expect(progress.length).toBeGreaterThan(0)
  expect(answers.at(-1)).toMatchObject({
    kind: 'result',
    isGood: true,
    text: expect.stringMatching(/^Release \S+ is live: 14 pages, \d+ files rendered again, after /),
  })
})

test('logs each second how far a first release is, and first that it reads the content', async () => {
  const many = Array.from({ length: 60 }, (_, number) => ({ _id: `note-${number}`, title: `Note ${number}` }))
  await using site = await startTestPublisher(many)
  site.renderer.before = () => site.clock.advance(300)
  await site.publisher.whenQuiet()

  const infoLines = site.logged.map(line => JSON.parse(line)).filter(({ level }) => level >= 30)
  expect(infoLines[0].msg).toBe('Making the first release: reading what is published')
  const progress = infoLines.filter(({ msg }) => / of 66 files are made \(\d+ %\)$/.test(msg))
  expect(progress.length).toBeGreaterThan(3)
  expect(progress.length).toBeLessThan(21)
})

test('answers a command whose publish the end of the publisher cut short', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  site.lake.publish({ _id: 'groups', title: 'Groups on Friday' })
  const reached = Promise.withResolvers<void>()
  site.renderer.before = async () => {
    reached.resolve()
    await new Promise(resolve => setImmediate(resolve))
  }
  const asked = sendCommand(site, publish)
  await reached.promise

  await site.publisher.stop()

  expect(await asked).toMatchObject({ isGood: false, text: expect.stringContaining('it was stopped') })
})

async function metricsOf(site: TestPublisher): Promise<Map<string, number>> {
  const { status, headers, text } = await site.ask('/metrics', {
    headers: { authorization: `Bearer ${metricsToken}` },
  })
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  const figures = new Map<string, number>()
  for (const line of text.trimEnd().split('\n')) {
    if (/^# (?:HELP|TYPE) [a-z_0-9]+ \S/.test(line)) continue
    const match = /^([a-z_0-9]+(?:\{[a-z]+="[^"\\]*"(?:,le="[^"]+")?\})?) (-?[\d.e+-]+)$/.exec(line)
    expect(match, `a line of the text form: ${line}`).not.toBe(null)
    expect(figures.has(match?.[1] ?? ''), `once: ${line}`).toBe(false)
    figures.set(match?.[1] ?? '', Number(match?.[2]))
  }
  return figures
}

test('shows metrics in the form that Prometheus reads', async () => {
  await using site = await startTestPublisher([
    ...notes,
    { _id: 'closure', title: 'Closed today', showUntil: '2027-01-15T17:00:00Z' },
  ])
  await site.publisher.whenQuiet()
  site.clock.advance(61_000)
  await site.publisher.whenQuiet()
  site.clock.advance(5000)
  await site.publish({ _id: 'groups', title: 'Groups on Friday' })
  await site.publish({ _id: 'groups', title: 'Groups', html: '<a href="/nowhere/">Sign up</a>' })
  await site.hook({ _id: 'groups' }, { secret: 'a secret that somebody guessed' })
  await site.ask('/nowhere/')

  const figures = await metricsOf(site)

  const shown = Object.fromEntries(figures)
  expect(shown).toMatchObject({
    'publisher_publishes_total{outcome="live"}': 2,
    'publisher_publishes_total{outcome="refused"}': 1,
    'publisher_publish_duration_seconds_count{stage="read"}': 2,
    'publisher_publish_duration_seconds_bucket{stage="total",le="+Inf"}': 2,
    'publisher_webhooks_total{verdict="noted"}': 2,
    'publisher_webhooks_total{verdict="unsigned or stale"}': 1,
    publisher_webhooks_pending: 0,
    publisher_comparison_age_seconds: 5,
    publisher_comparison_failed: 0,
    publisher_release_age_seconds: 0,
    publisher_next_change_timestamp_seconds: Date.UTC(2027, 0, 15, 17) / 1000,
    publisher_failed: 1,
    publisher_held: 0,
    'publisher_http_requests_total{status="2xx"}': 2,
    'publisher_http_requests_total{status="4xx"}': 2,
  })
  expect(shown['publisher_files_total{made="rendered"}']).toBeGreaterThan(5)
  expect(shown.process_resident_memory_bytes).toBeGreaterThan(1e6)
})

test('keeps no name of a page, no address and no secret in metrics', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  await site.ask('/groups/')
  await site.ask('/some-page-a-patient-asked-for/')

  const { text } = await site.ask('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })
  expect(text).toContain('publisher_')

  expect(text).not.toMatch(/groups|patient|127\.0\.0\.1|secret|the-read-token/)
})

test('reveals nothing about the internal network in health', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  site.lake.fail(500)
  site.clock.advance(61_000)
  await site.publisher.whenQuiet()

  expect(await site.health()).toMatchObject({ comparison: { failed: true } })
  expect(Object.keys(await site.health()).toSorted()).toEqual([
    'comparison',
    'contentLake',
    'held',
    'nextChangeAt',
    'pending',
    'problems',
    'progress',
    'publishedAt',
    'reason',
    'release',
    'since',
    'state',
    'status',
  ])
})

test('says who has the folder while it has it', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  const holder = JSON.parse(await readFile(join(site.folder, 'holder.json'), 'utf8'))
  expect(holder).toMatchObject({ pid: process.pid, job: 'publisher' })
  await writeFile(join(site.folder, 'holder.json'), 'damaged')
  await site.restart()
  expect(await site.health()).toMatchObject({ status: 'ok' })
})
