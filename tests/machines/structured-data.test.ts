import { resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { contentWithoutPictures } from '../publisher/random-edits.ts'
import { startSmallLake } from '../publisher/small-lake.ts'
import { vocabularyFaults } from './schema-org.ts'
import { siteUrl } from './small-site.ts'

const now = Temporal.Instant.from('2026-11-23T14:00:00Z')

type Block = Record<string, unknown>

/** The blocks of JSON-LD of each page of the seed. */
let pages: Map<string, Block[]>

beforeAll(async () => {
  await using lake = await startSmallLake(contentWithoutPictures(now))
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const snapshot = await renderer.loadSnapshot(lake.client)
  pages = new Map()
  for (const path of renderer.paths(snapshot, now).filter(each => each.endsWith('/'))) {
    const { body } = await renderer.render(path, { snapshot, now, siteUrl, client: lake.client })
    pages.set(path, blocksOf(new TextDecoder().decode(body)))
  }
})

function blocksOf(html: string): Block[] {
  const scripts = html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)
  return [...scripts].map(([, json = '']): Block => JSON.parse(json))
}

function blocksAt(path: string, type: string): Block[] {
  return (pages.get(path) ?? []).filter(block => block['@type'] === type)
}

test('every block of every page is as schema.org’s vocabulary has it, which refuses what it does not have', async () => {
  const blocks = [...pages.values()].flat()
  expect(blocks.length).toBeGreaterThan(30)
  const block = { '@context': 'https://schema.org', '@type': 'MedicalWebPage', name: 'A' }
  // All at once, since the compiler takes its time to read the vocabulary.
  const faults = await vocabularyFaults([
    ...blocks,
    block,
    { ...block, lastReviewd: '2026-01-05' },
    { ...block, '@type': 'MedicalWebsite' },
    { ...block, reviewedBy: { '@type': 'Person', shoeSize: 43 } },
    { ...block, reviewedBy: { '@type': 'PostalAddress' } },
    { ...block, '@context': 'https://schema.example' },
  ])
  expect(
    faults.map(fault => fault.split(':')[0]),
    faults.join('\n'),
  ).toEqual(['MedicalWebPage', 'MedicalWebsite', 'MedicalWebPage', 'MedicalWebPage', 'MedicalWebPage'])
  expect(faults[0]).toContain('lastReviewd')
})

test('each kind of page says what it is', () => {
  const typesAt = (path: string) => pages.get(path)?.map(block => block['@type']) ?? []
  expect(typesAt('/')).toEqual(expect.arrayContaining(['MedicalClinic', 'WebSite']))
  expect(typesAt('/contact/')).toContain('MedicalClinic')
  expect(typesAt('/group-therapy/')).toContain('Event')
  expect(typesAt('/team/')).toContain('Person')
  expect(typesAt(seed.clearedService.path)).toEqual(expect.arrayContaining(['MedicalWebPage', 'FAQPage']))
  expect(typesAt(seed.article.path)).toEqual(expect.arrayContaining(['MedicalWebPage', 'BreadcrumbList']))
})

test('a review is told with both its date and its reviewer, or not at all', () => {
  const reviewed = [...pages.values()]
    .flat()
    .filter(block => 'lastReviewed' in block || 'reviewedBy' in block)
  expect(reviewed.length).toBeGreaterThan(0)
  for (const block of reviewed)
    expect(block).toMatchObject({ lastReviewed: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), reviewedBy: {} })
})

test('every event lies ahead, at a time with its offset', () => {
  const events = blocksAt('/group-therapy/', 'Event')
  expect(events.length).toBeGreaterThan(0)
  for (const { startDate } of events) {
    expect(startDate).toMatch(/T\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
    expect(Date.parse(String(startDate))).toBeGreaterThan(now.epochMilliseconds)
  }
})

test('the last step of the breadcrumbs is the page itself', () => {
  for (const path of pages.keys()) {
    for (const { itemListElement } of blocksAt(path, 'BreadcrumbList')) {
      const steps: { item: string }[] = Array.isArray(itemListElement) ? itemListElement : []
      expect(steps.at(-1)?.item, path).toBe(`${siteUrl}${path}`)
      expect(steps[0]?.item, path).toBe(`${siteUrl}/`)
    }
  }
})

test('the clinic’s place and coordinates are not made up', () => {
  for (const block of blocksAt('/contact/', 'MedicalClinic')) {
    expect(block).not.toHaveProperty('geo')
    expect(block).not.toHaveProperty('aggregateRating')
  }
})
