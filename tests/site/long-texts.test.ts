import { expect, test } from 'vitest'
import { longest, most } from '#domain/lengths.ts'
import {
  article,
  groupStart,
  homePage,
  page,
  paragraph,
  person,
  published,
  service,
  settings,
} from '../fixtures/published.ts'
import { smallSite } from '../machines/small-site.ts'

/** `share` of the greatest length of a kind, filled with a text again and again. */
type Fill = (kind: Parameters<typeof longest>[0]) => string

/** Bodies that are as long as a body may be: in words, headings, links or differently marked pieces. */
const bodies: Record<string, (fill: Fill, share: number) => unknown[]> = {
  words: (fill, share) =>
    blocks(10 * share, index => paragraph(fill('paragraph').slice(0, 9800), { _key: `p${index}` })),
  headings: (fill, share) =>
    blocks(1000 * share, index =>
      paragraph(fill('label').slice(0, 50), { _key: `h${index}`, style: 'numberedHeading' }),
    ),
  'small headings': (fill, share) =>
    blocks(1000 * share, index => paragraph(fill('label').slice(0, 50), { _key: `h${index}`, style: 'h3' })),
  links: (fill, share) =>
    blocks(15 * share, index => ({
      ...paragraph('', { _key: `l${index}` }),
      children: blocks(most('links'), link => span(link, fill('label').slice(0, 5), ['strong', `m${link}`])),
      markDefs: blocks(most('links'), link => ({
        _key: `m${link}`,
        _type: 'externalLink',
        href: `/a${index}-${link}/`,
      })),
    })),
  marks: (fill, share) =>
    blocks(20 * share, index => ({
      ...paragraph('', { _key: `m${index}` }),
      children: blocks(most('spans'), each =>
        span(each, fill('label').slice(0, 2), each % 2 ? ['strong', 'em'] : ['em']),
      ),
    })),
}

function span(index: number, text: string, marks: string[]) {
  return { _key: `s${index}`, _type: 'span', text, marks }
}

function blocks<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: Math.max(1, Math.round(count)) }, (_, index) => make(index))
}

function contentOf(unit: string, share: number, body: string): Record<string, unknown[]> {
  const fill: Fill = kind =>
    unit
      .repeat(Math.ceil(longest(kind) / unit.length))
      .slice(0, Math.max(1, Math.floor(longest(kind) * share)))
  const text = bodies[body]?.(fill, share) ?? []
  const words = { title: fill('title'), summary: fill('summary'), body: text }
  const answers = blocks(most('questions') * share, index => ({
    _key: `q${index}`,
    question: fill('sentence'),
    answer: [paragraph(fill('paragraph').slice(0, 9800))],
  }))
  return {
    siteSettings: [
      settings({
        clinicName: fill('name'),
        description: fill('summary'),
        textingTerms: fill('note'),
        footerCredit: fill('sentence'),
      }),
    ],
    homePage: [
      homePage({
        heading: fill('heading'),
        introduction: fill('summary'),
        highlights: blocks(most('highlights') * share, index => ({
          _key: `h${index}`,
          heading: fill('heading'),
          text: fill('note'),
          citation: null,
          link: null,
          linkLabel: null,
          showCallToAction: true,
        })),
      }),
    ],
    announcement: [groupStart('spring', { message: fill('sentence') })],
    service: [
      service('group', {
        ...words,
        questions: answers,
        conditions: blocks(most('conditions') * share, () => fill('term')),
      }),
    ],
    article: [article('ketamine', { ...words, topics: blocks(most('topics') * share, () => fill('term')) })],
    person: [person('ada', { name: fill('name'), biography: fill('note'), role: fill('term') })],
    page: [page('about', words)],
  }
}

/** What each file of the site takes, in milliseconds of the processor, which a busy machine does not lengthen. */
async function timesOf(content: Record<string, unknown[]>) {
  const site = await smallSite(published(content))
  expect(site.snapshot.faults).toEqual([])
  const measure = async (path: string) => {
    const before = process.cpuUsage()
    await site.see(path)
    return process.cpuUsage(before).user / 1000
  }
  return {
    measure,
    // Share images have a hash in their names, and a test of their own.
    paths: site.paths().filter(path => /\/$|\.(?:xml|json|txt|ics)$/.test(path)),
  }
}

/** What a site is filled with: one endless word, or short ones; each for every other kind of body. */
const units = ['a', 'é’ ']

test.each(Object.keys(bodies).map((body, index) => [body, units[index % units.length] ?? 'a'] as const))(
  'a site with as many %s as it may have, filled with %j, takes a time in proportion',
  async (body, unit) => {
    const slow: string[] = []
    const short = await timesOf(contentOf(unit, 0.1, body))
    const long = await timesOf(contentOf(unit, 1, body))
    for (const path of long.paths) {
      // Ten times the words: ten times the time, or three times that in a bad moment.
      const mostMs = 30 * Math.max(20, await short.measure(path))
      const takes = async () => (await long.measure(path)) <= mostMs
      if (!((await takes()) || (await takes()) || (await takes()))) slow.push(path)
    }
    expect(slow).toEqual([])
  },
)
