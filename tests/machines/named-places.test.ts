import { expect, test } from 'vitest'
import { findFaults } from '#selectors/advice.ts'
import { siteAt } from '#site/site.ts'
import { groupStart, otherPlace, service, settings } from '../fixtures/published.ts'
import { parseCalendar, textOf } from './icalendar.ts'
import { siteUrl, smallSite } from './small-site.ts'

/* A group that meets, and a service that is given, at one of several places. */

const lake = otherPlace('lake')

interface Named {
  place?: string | null
  places?: string[] | null
  otherPlaces?: object[]
}

function clinic({ place = null, places = null, otherPlaces = [lake] }: Named) {
  return smallSite({
    siteSettings: [settings({ otherPlaces })],
    announcement: [groupStart('spring', { place })],
    service: [service('group', { places })],
  })
}

/** What the start says of its place, wherever it is said. */
async function saidOf(named: Named) {
  const site = await clinic(named)
  const page = (await site.see('/group-therapy/')).text
  const [, event = '{}'] =
    /<script type="application\/ld\+json">(\{[^<]*"@type":"Event"[^<]*)<\/script>/.exec(page) ?? []
  const [entry = ''] = /<ol class="group-starts[\s\S]*?<\/ol>/.exec(page) ?? []
  const [, bar = ''] = /<section id="announcement"[\s\S]*?<strong>([^<]*)/.exec(page) ?? []
  const [calendar] = parseCalendar((await site.see('/calendar/spring.ics')).body).components
  return {
    site,
    entry: entry.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
    link: /href="(\/contact\/#place-[^"]*)"/.exec(entry)?.[1],
    bar,
    event: JSON.parse(event).location,
    calendar: calendar && textOf(calendar, 'LOCATION'),
  }
}

test('a start says its place in the lists, the bar, the calendar and for search engines', async () => {
  const { site, entry, link, bar, event, calendar } = await saidOf({ place: 'lake' })
  expect(entry).toContain('Where: Lakeside office , 2 Shore Road, Kent')
  expect(bar).toBe('Next Group Therapy starts February 6th (Lakeside office).')
  expect(event).toMatchObject({
    name: 'Quiet Water Clinic, Lakeside office',
    address: { streetAddress: '2 Shore Road', addressLocality: 'Kent' },
  })
  expect(calendar).toBe('Quiet Water Clinic, Lakeside office, 2 Shore Road, Kent, OH 44240')
  expect((await site.see('/')).text).toContain(`href="${link}"`)
  // The link leads to the card of the place.
  expect((await site.see('/contact/')).text).toMatch(
    new RegExp(`<h3 id="${link?.split('#')[1]}"[^>]*>Lakeside office<`),
  )
})

test('a start at the main place names it, where there are several', async () => {
  expect(await saidOf({ place: 'main' })).toMatchObject({
    link: '/contact/#place-main',
    bar: 'Next Group Therapy starts February 6th (Akron).',
    calendar: 'Quiet Water Clinic, Akron, 1 Lake St, Akron, OH 44308',
  })
})

test.each([
  ['a start that names no place', { place: null }],
  ['the main place of a clinic with one place', { place: 'main', otherPlaces: [] }],
])('%s says what it said before', async (_, named) => {
  const { entry, link, bar, event, calendar, site } = await saidOf(named)
  expect([entry.includes('Where'), link]).toEqual([false, undefined])
  expect(bar).toBe('Next Group Therapy starts February 6th.')
  expect(event).toMatchObject({ name: 'Quiet Water Clinic', address: { addressLocality: 'Akron' } })
  expect(calendar).toBe('Quiet Water Clinic, 1 Lake St, Akron, OH 44308')
  expect(faultsOf(site)).toEqual([])
})

test('a start that names no place meets at the only place of its group', async () => {
  const { entry, link, bar, event, calendar, site } = await saidOf({ places: ['lake'] })
  expect(entry).toContain('Where: Lakeside office , 2 Shore Road, Kent')
  expect(link).toBe('/contact/#place-lake')
  expect(bar).toBe('Next Group Therapy starts February 6th (Lakeside office).')
  expect(event).toMatchObject({ address: { streetAddress: '2 Shore Road', addressLocality: 'Kent' } })
  expect(calendar).toBe('Quiet Water Clinic, Lakeside office, 2 Shore Road, Kent, OH 44240')
  expect(faultsOf(site)).toEqual([])
  expect(await saidOf({ place: 'main', places: ['lake'] })).toMatchObject({ link: '/contact/#place-main' })
})

test.each([
  ['several', ['lake', 'main'], [['spring', 'place', 'advice']]],
  ['one that is gone', ['hill'], [['group', 'places', 'advice']]],
])('of a group at %s, patients are given no address', async (_, places, faults) => {
  const { entry, link, bar, event, calendar, site } = await saidOf({ places })
  expect([entry.includes('Where'), link]).toEqual([false, undefined])
  expect(bar).toBe('Next Group Therapy starts February 6th.')
  expect(event).toEqual({ '@type': 'Place', name: 'Quiet Water Clinic' })
  expect(calendar).toBe('Quiet Water Clinic')
  expect(faultsOf(site)).toEqual(faults)
})

test('a place that is gone is told to staff, and patients are told no other one', async () => {
  const { entry, link, bar, event, calendar, site } = await saidOf({
    place: 'hill',
    places: ['hill', 'lake'],
  })
  expect([entry.includes('Where'), link]).toEqual([false, undefined])
  expect(bar).toBe('Next Group Therapy starts February 6th.')
  expect(event).toEqual({ '@type': 'Place', name: 'Quiet Water Clinic' })
  expect(calendar).toBe('Quiet Water Clinic')
  expect(faultsOf(site)).toEqual([
    ['spring', 'place', 'advice'],
    ['group', 'places', 'advice'],
  ])
  expect(offeredAt((await site.see('/services/group/')).text)).toBe('Offered at Lakeside office')
})

test('the page of a service names its places in their order, each with the way to its card', async () => {
  const hill = { ...lake, _key: 'hill', name: 'Hill office' }
  const site = await clinic({ places: ['lake', 'main', 'hill'], otherPlaces: [lake, hill] })
  const page = (await site.see('/services/group/')).text
  expect(offeredAt(page)).toBe('Offered at Lakeside office, Akron and Hill office')
  for (const value of ['lake', 'main', 'hill']) expect(page).toContain(`href="/contact/#place-${value}"`)
  const none = await clinic({ places: null })
  expect(offeredAt((await none.see('/services/group/')).text)).toBeUndefined()
})

function faultsOf({ snapshot }: Awaited<ReturnType<typeof smallSite>>) {
  const site = siteAt(snapshot, Temporal.Instant.from('2026-11-23T14:00:00Z'))
  return findFaults(site, siteUrl).map(({ documentId, field, level }) => [documentId, field, level])
}

function offeredAt(page: string): string | undefined {
  const [line] = /<p[^>]*>\s*Offered at[\s\S]*?<\/p>/.exec(page) ?? []
  return line
    ?.replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
