import { expect, test } from 'vitest'
import { article, groupStart, paragraph, person, service } from '../fixtures/published.ts'
import { smallSite } from './small-site.ts'

/* A translation counts as its original (decision 0069). */

const questions = [{ _key: 'q', question: 'Do I have to speak?', answer: [paragraph('No.')] }]
const group = service('group', { questions })
const inSpanish = (original: string) => ({ language: 'es', translationOf: { _ref: original } })
const spanishGroup = service('grupo', { title: 'Terapia de grupo', questions, ...inSpanish('group') })

/** Three articles about the group, one a day, and their later translations, with what each of the two has. */
function pairs(ofOriginals: Record<string, unknown>, ofTranslations: Record<string, unknown>) {
  return ['1', '2', '3'].flatMap(day => [
    article(`en-${day}`, { publishedAt: `2026-02-0${day}T00:00:00Z`, ...ofOriginals }),
    article(`es-${day}`, {
      publishedAt: `2026-03-0${day}T00:00:00Z`,
      ...inSpanish(`en-${day}`),
      ...ofTranslations,
    }),
  ])
}

/** The paths that the main part of a page leads to, in order; each once. */
async function linksOf(site: Awaited<ReturnType<typeof smallSite>>, path: string): Promise<string[]> {
  const { text } = await site.see(path)
  const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'))
  return [...new Set([...main.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].flatMap(([, href = '']) => href))]
}

async function articlesOn(site: Awaited<ReturnType<typeof smallSite>>, path: string): Promise<string[]> {
  const links = await linksOf(site, path)
  return links.flatMap(href => /^\/articles\/(e[ns]-\d)\/$/.exec(href)?.[1] ?? [])
}

const english = ['en-3', 'en-2', 'en-1']
const spanish = ['es-3', 'es-2', 'es-1']

test('a translated group has the start of its original under its own name, and nothing of it is there twice', async () => {
  const site = await smallSite({ service: [group, spanishGroup], announcement: [groupStart('spring')] })
  const { text } = await site.see('/services/grupo/')
  const starts = /<section class="starts[\s\S]*?<\/section>/.exec(text)?.[0]
  expect(starts).toContain('dateTime="2027-02-06')
  expect(starts).toMatch(/<a href="\/services\/grupo\/"[^>]*>Terapia de grupo</)
  expect(starts).toMatch(/<p class="none[^>]* hidden/)
  const all = (await site.see('/group-therapy/')).text
  expect(all.match(/<time dateTime="2027-02-06/g)).toHaveLength(1)
  expect(all.match(/"@type":"Event"/g)).toHaveLength(1)
  expect(site.paths().filter(path => path.endsWith('.ics'))).toEqual(['/calendar/spring.ics'])
})

test('the page about groups has one group and its questions, whether or not it is translated', async () => {
  for (const translations of [[], [spanishGroup]]) {
    const site = await smallSite({ service: [group, ...translations] })
    expect((await site.see('/group-therapy/')).text).toContain('Do I have to speak?')
    expect(await linksOf(site, '/group-therapy/')).not.toContain('/services/grupo/')
    for (const path of ['/', '/services/', '/group-therapy/'])
      expect(await linksOf(site, path), path).toContain('/services/group/')
  }
})

test('lists hold originals and no translation beside them; a page in another language reads on in it', async () => {
  const fields = {
    topics: ['Sleep'],
    related: [{ _ref: 'group' }],
    reviewer: { _ref: 'ada' },
    lastReviewed: '2026-10-01',
  }
  const site = await smallSite({
    service: [group, spanishGroup],
    article: pairs(fields, fields),
    person: [person('ada')],
  })
  for (const path of [
    '/',
    '/articles/',
    '/articles/topics/sleep/',
    '/team/',
    '/services/group/',
    '/group-therapy/',
  ])
    expect(await articlesOn(site, path), path).toEqual(english)
  expect(await articlesOn(site, '/services/grupo/')).toEqual(spanish)
  const { text: sitemap } = await site.see('/sitemap.xml')
  const feed = JSON.parse((await site.see('/feed.json')).text)
  for (const id of [...english, ...spanish]) expect(sitemap).toContain(`/articles/${id}/`)
  expect(feed.items).toHaveLength(6)
})

test('an article about a translated group is about the group, in whichever language it names it', async () => {
  const translations = { topics: ['Sueño'], related: [{ _ref: 'grupo' }] }
  const site = await smallSite({ service: [group, spanishGroup], article: pairs({}, translations) })
  expect(await articlesOn(site, '/services/group/')).toEqual(english)
  expect(await articlesOn(site, '/services/grupo/')).toEqual(spanish)
  // Of a topic, the originals are no part.
  expect(await articlesOn(site, '/articles/topics/sueno/')).toEqual(spanish)
})

test('an article reads on in its own language, and not in itself', async () => {
  const related = [{ _ref: 'en-1' }, { _ref: 'es-1' }, { _ref: 'en-2' }]
  const site = await smallSite({ article: pairs({ related }, { related }) })
  const next = async (id: string) => {
    const { text } = await site.see(`/articles/${id}/`)
    const section = text.slice(text.indexOf('aria-labelledby="related"'), text.indexOf('</main>'))
    return [...section.matchAll(/href="\/articles\/([^"]*)\//g)].map(([, found]) => found)
  }
  expect(await next('es-1')).toEqual(['es-2'])
  expect(await next('en-3')).toEqual(['en-1', 'en-2'])
})

test('a translation is listed while its original is not out, or where it is none', async () => {
  const untranslated = article('en-1', { publishedAt: '2027-02-01T00:00:00Z' })
  const [, waiting, , chained] = pairs({}, {})
  const site = await smallSite({
    article: [untranslated, waiting, { ...chained, translationOf: { _ref: 'es-1' }, language: 'fr' }],
    service: [spanishGroup],
  })
  expect(await articlesOn(site, '/articles/')).toEqual(['es-2', 'es-1'])
  expect(await linksOf(site, '/group-therapy/')).toContain('/services/grupo/')
})
