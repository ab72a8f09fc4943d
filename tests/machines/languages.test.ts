import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { languages } from '#domain/languages.ts'
import { longest } from '#domain/lengths.ts'
import { markupRules } from '../e2e/markup-rules.ts'
import {
  article,
  groupStart,
  image,
  otherPlace,
  page,
  paragraph,
  person,
  service,
  settings,
} from '../fixtures/published.ts'
import { readAloud } from './read-aloud.ts'
import { siteUrl, smallSite } from './small-site.ts'

const validator = new HtmlValidate(markupRules)

async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) => messages.map(({ message }) => message))
}

function inLanguage(language: string, text: string, fields: Record<string, unknown> = {}) {
  return {
    _key: language,
    _type: 'languageBlock',
    language,
    text: [paragraph(text)],
    showNumber: true,
    ...fields,
  }
}

function translation(id: string, language: string, of: string, fields: Record<string, unknown> = {}) {
  return article(id, { language, translationOf: { _ref: of }, ...fields })
}

/** The files of a small site; pages without the classes by which they are styled. */
async function siteOf(fields: Record<string, unknown[]>) {
  const site = await smallSite(fields)
  return {
    async see(path: string) {
      const { status, contentType, text } = await site.see(path)
      return {
        status,
        contentType,
        html: text,
        text: text.replaceAll(/ class="(?!button|visually)[^"]*"/g, ''),
      }
    },
  }
}

/** The `<link rel="alternate" hreflang>` of a page, by language. */
function alternates(html: string): Record<string, string> {
  const links = html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)
  return Object.fromEntries([...links].map(([, language = '', href = '']) => [language, href]))
}

/** An element with its attributes, by the beginning of its tag and its words. */
function tagOf(html: string, name: string, words: string): string | undefined {
  return new RegExp(`<${name}\\b[^>]*>(?=\\s*${RegExp.escape(words)})`).exec(html)?.[0]
}

const notice = page('help', {
  kind: 'notice',
  lastConfirmed: '2026-11-01',
  body: [
    paragraph('Words.'),
    inLanguage('es', 'Ayuda gratuita.'),
    inLanguage('ar', 'المساعدة اللغوية متاحة لك مجانًا.'),
    inLanguage('zh-Hans', '<script>免费</script>', { showNumber: false }),
  ],
})

test('a notice has a part for each language, and the foot of every page leads there in that language', async () => {
  const site = await siteOf({ page: [notice], siteSettings: [settings({ notices: [{ _ref: 'help' }] })] })
  const { text } = await site.see('/help/')
  expect(text).toMatch(/<div lang="es">\s*<h2 id="es"[^>]*>Español<\/h2>/)
  expect(text).toMatch(/<div lang="ar" dir="rtl">\s*<h2 id="ar"[^>]*>العربية<\/h2>/)
  expect(text).toContain('&lt;script&gt;免费')
  // The number of the settings, in the two that show it.
  expect(text.match(/<a class="button quiet[^"]*" href="tel:\+13307544844" dir="ltr"/g)).toHaveLength(2)
  expect(await htmlFaults(text)).toEqual([])
  for (const path of ['/', '/articles/ketamine/', '/404.html']) {
    const { text: other } = await site.see(path)
    expect(other).toMatch(/<a href="\/help\/#es" hreflang="es" lang="es"[^>]*>Español<\/a>/)
    expect(other).toMatch(/<a href="\/help\/#ar" hreflang="ar" lang="ar" dir="rtl"[^>]*>العربية<\/a>/)
    expect(other).toMatch(/<a href="\/help\/#zh-hans" hreflang="zh-Hans" lang="zh-Hans"[^>]*>简体中文<\/a>/)
  }
})

test('of two notices with the same language, the foot leads to the one that the settings list first', async () => {
  const other = page('other', {
    kind: 'notice',
    lastConfirmed: '2026-11-01',
    body: [inLanguage('es', 'Otra.')],
  })
  const notices = [{ _ref: 'gone' }, { _ref: 'other' }, { _ref: 'help' }]
  const site = await siteOf({ page: [notice, other], siteSettings: [settings({ notices })] })
  const { text } = await site.see('/')
  expect(text.match(/hreflang="es"/g)).toHaveLength(1)
  expect(text).toContain('href="/other/#es"')
})

test('the foot says nothing of languages where no notice has one', async () => {
  const { text } = await (await siteOf({ page: [page('about'), page('plain', { kind: 'notice' })] })).see('/')
  expect(text).not.toContain('footer-languages')
})

test('the foot leads to the languages of a notice that the settings do not list', async () => {
  const { text } = await (await siteOf({ page: [notice] })).see('/')
  expect(text).toContain('footer-languages')
})

test('a telephone number keeps its order in words that run from right to left', async () => {
  const body = [paragraph('اتصل على (330) 754-4844 اليوم'), paragraph('Call (330) 754-4844', { _key: 'b' })]
  const { text } = await (await siteOf({ page: [page('ar', { body, language: 'ar' })] })).see('/ar/')
  expect(text).toContain('\u2066(330) 754-4844\u2069')
  expect(text).toContain('Call (330) 754-4844')
})

test('the words of a heading never take the place of a language', async () => {
  const heading = paragraph('Es', { _key: 'h', style: 'h2' })
  const site = await siteOf({ page: [page('help', { body: [heading, inLanguage('es', 'Ayuda.')] })] })
  const { text } = await site.see('/help/')
  expect(text).toContain('<h2 id="es-2">Es</h2>')
  expect(text).toMatch(/<h3 id="es"[^>]*>Español<\/h3>/)
})

const linked = paragraph('', {
  children: [{ _key: 's', _type: 'span', text: 'Leer más', marks: ['l'] }],
  markDefs: [{ _key: 'l', _type: 'externalLink', href: 'https://example.org/' }],
})
const pair = [
  article('ketamine'),
  translation('ketamina', 'es', 'ketamine', { title: 'Cómo ayuda', body: [linked] }),
]

test('a page and its translation lead to each other, for people and for search engines', async () => {
  const site = await siteOf({ article: pair })
  const original = await site.see('/articles/ketamine/')
  const spanish = await site.see('/articles/ketamina/')
  const both = {
    'en-US': `${siteUrl}/articles/ketamine/`,
    es: `${siteUrl}/articles/ketamina/`,
    'x-default': `${siteUrl}/articles/ketamine/`,
  }
  expect(alternates(original.text)).toEqual(both)
  expect(alternates(spanish.text)).toEqual(both)
  expect(original.text).toMatch(/<a href="\/articles\/ketamina\/" hreflang="es" lang="es"[^>]*>\s*Español/)
  expect(spanish.text).toMatch(
    /<a href="\/articles\/ketamine\/" hreflang="en-US" lang="en-US"[^>]*>\s*English/,
  )
  expect(original.text).toContain('<html lang="en-US">')
  expect(await htmlFaults(original.text)).toEqual([])
})

test('a page in another language says so, and its words of the site say that they are in English', async () => {
  const { text } = await (await siteOf({ article: pair })).see('/articles/ketamina/')
  expect(text).toContain('<html lang="es">')
  expect(text).toContain('<meta property="og:locale" content="es_ES">')
  expect(text).toContain('"inLanguage":"es"')
  expect(text).toContain('<span class="visually-hidden" lang="en-US"> (another website)</span>')
  const own = text.split(/<div lang="en-US"[^>]*>/)
  expect(own.some(part => part.includes('Skip to the main text') && part.includes('<header'))).toBe(true)
  expect(own.some(part => part.includes('<footer'))).toBe(true)
  expect(text).toMatch(/<dl lang="en-US"/)
  expect(await htmlFaults(text)).toEqual([])
})

test('a page that is read from right to left runs that way, and the words of the site do not', async () => {
  const site = await siteOf({ article: [article('ketamine'), translation('k-ar', 'ar', 'ketamine')] })
  const { text } = await site.see('/articles/k-ar/')
  expect(text).toContain('<html lang="ar" dir="rtl">')
  expect(text).toMatch(/<div lang="en-US" dir="ltr"/)
  expect(await htmlFaults(text)).toEqual([])
})

test('wherever a page says words in another language, they carry that language', async () => {
  const title = 'Grupo de apoyo'
  const spanish = [title, 'Nos reunimos', 'Un lago', 'Depresión', 'Se explica', '¿Cómo es?']
  const words = { language: 'es', title, summary: 'Nos reunimos.', image: image({ alt: 'Un lago' }) }
  const site = await siteOf({
    article: [article('apoyo', { ...words, reviewer: { _ref: 'ada' }, lastReviewed: '2026-10-01' })],
    service: [
      service('group', {
        ...words,
        conditions: ['Depresión'],
        regulatoryStatus: 'offLabel',
        regulatoryNote: 'Se explica',
        questions: [{ _key: 'q', question: '¿Cómo es?', answer: [paragraph('Nos reunimos.')] }],
      }),
    ],
    page: [page('nosotros', { language: 'es', title, summary: 'Nos reunimos.' })],
    person: [person('ada')],
    announcement: [groupStart('spring')],
    siteSettings: [settings({ menu: [{ _key: 'a', path: null, page: { _ref: 'nosotros' }, label: null }] })],
  })
  const listing = ['/', '/articles/', '/services/', '/group-therapy/', '/team/', '/search/', '/contact/']
  for (const path of [...listing, '/services/group/', '/articles/apoyo/', '/nosotros/']) {
    const { text } = await site.see(path)
    const said = readAloud(text).filter(({ words }) => spanish.some(each => words.includes(each)))
    expect(said.length, path).toBeGreaterThan(0)
    expect(
      said.filter(({ lang }) => lang !== 'es'),
      path,
    ).toEqual([])
    expect(await htmlFaults(text), path).toEqual([])
  }
  const feed = JSON.parse((await site.see('/feed.json')).text)
  expect(feed.items).toMatchObject([{ language: 'es' }])
  expect((await site.see('/feed.xml')).text).toContain('<dc:language>es</dc:language>')
  expect((await site.see('/llms.txt')).text).toContain('(Spanish) Nos reunimos.')
  const index = JSON.parse((await site.see('/search/index/articles-1.json')).text)
  expect(index.pages).toMatchObject([{ title, lang: 'es' }])
})

test('a page in another language has no word in English that is not marked as such', async () => {
  const title = 'كيف تساعد'
  const words = {
    language: 'ar',
    title,
    summary: title,
    image: image({ alt: title }),
    body: [paragraph(title)],
  }
  const site = await siteOf({
    article: [
      article('k-ar', {
        ...words,
        topics: ['Sleep'],
        related: [{ _ref: 'tms' }],
        lastReviewed: '2026-10-01',
      }),
    ],
    service: [
      service('tms'),
      service('group', {
        ...words,
        conditions: [title],
        places: ['main', 'lake'],
        regulatoryStatus: 'offLabel',
        regulatoryNote: title,
        questions: [{ _key: 'q', question: title, answer: [paragraph(title)] }],
      }),
    ],
    page: [page('about-ar', { language: 'ar', title, summary: title, body: [paragraph(title)] })],
    announcement: [groupStart('spring')],
    siteSettings: [settings({ otherPlaces: [otherPlace('lake')] })],
  })
  for (const path of ['/articles/k-ar/', '/services/group/', '/about-ar/']) {
    const { text } = await site.see(path)
    const said = readAloud(text)
    expect(said.filter(({ lang }) => lang === 'ar').length, path).toBeGreaterThan(2)
    expect(
      said.filter(({ words, lang }) => lang === 'ar' && /\p{Script=Latin}/u.test(words)),
      path,
    ).toEqual([])
    expect(await htmlFaults(text), path).toEqual([])
  }
  expect((await site.see('/services/group/')).text).toContain('<p lang="en-US" dir="ltr">Offered at')
})

test('a result of search knows the language of each heading', async () => {
  const heading = paragraph('Cómo ayuda', { _key: 'h', style: 'h2' })
  const body = [heading, inLanguage('ar', 'مجانًا')]
  const site = await siteOf({ article: [article('apoyo', { language: 'es', body })] })
  const index = JSON.parse((await site.see('/search/index/articles-1.json')).text)
  expect(index.pages).toMatchObject([
    {
      lang: 'es',
      sections: [
        { text: 'Cómo ayuda', id: 'como-ayuda' },
        { text: 'Arabic', id: 'ar', lang: 'en-US' },
      ],
    },
  ])
})

test('search leads to a language by its name, and knows no word of a text in it', async () => {
  const site = await siteOf({ page: [notice] })
  const index = JSON.parse((await site.see('/search/index/site-1.json')).text)
  const found = index.pages.find(({ path }: { path: string }) => path === '/help/')
  expect(found.sections).toContainEqual({ text: 'Spanish', id: 'es' })
  expect(index.words).not.toMatch(/gratuita/)
})

test.each([
  ['withdrawn', []],
  ['held back', [article('ketamine', { title: null })]],
  ['waiting for its date', [article('ketamine', { publishedAt: '2027-06-01T00:00:00Z' })]],
])('a translation whose original is %s stands by itself', async (_, original) => {
  const site = await siteOf({ article: [...original, pair[1]] })
  const { status, text } = await site.see('/articles/ketamina/')
  expect(status).toBe(200)
  expect(alternates(text)).toEqual({})
  expect(text).not.toContain('hreflang="en-US"')
})

test('an original leads to no translation that is withdrawn, waits, or is none', async () => {
  const none = [
    translation('waits', 'es', 'ketamine', { publishedAt: '2027-06-01T00:00:00Z' }),
    translation('chained', 'fr', 'waits'),
    page('other-kind', { language: 'de', translationOf: { _ref: 'ketamine' } }),
  ]
  const [waits, chained, otherKind] = none
  const site = await siteOf({ article: [article('ketamine'), waits, chained], page: [otherKind] })
  expect(alternates((await site.see('/articles/ketamine/')).text)).toEqual({})
  expect(alternates((await site.see('/other-kind/')).text)).toEqual({})
})

test('three languages of one page all know each other', async () => {
  const three = [...pair, translation('cetamina', 'pt', 'ketamine')]
  const site = await siteOf({ article: three })
  for (const id of ['ketamine', 'ketamina', 'cetamina']) {
    const { text } = await site.see(`/articles/${id}/`)
    expect(Object.keys(alternates(text)).sort(), id).toEqual(['en-US', 'es', 'pt', 'x-default'])
    expect(tagOf(text, 'a', id === 'ketamina' ? 'English' : 'Español'), id).toContain('hreflang')
  }
})

test('a title in letters that the fonts do not have gives way to the clinic on its share image', async () => {
  const chinese = { language: 'zh-Hans', title: '氯胺酮如何起作用' }
  const site = await siteOf({
    article: [article('zh', chinese), article('es', { language: 'es', title: 'Así' })],
  })
  const altOf = (html: string) => /property="og:image:alt" content="([^"]+)"/.exec(html)?.[1]
  const { text } = await site.see('/articles/zh/')
  expect(altOf(text)).toMatch(/^Quiet Water Clinic\. /)
  expect(altOf((await site.see('/articles/es/')).text)).toMatch(/^Así\. Quiet Water Clinic\. /)
  const image = /property="og:image" content="https:\/\/clinic\.example([^"]+)"/.exec(text)?.[1] ?? ''
  expect((await site.see(image)).contentType).toBe('image/png')
})

test('ninety texts as long as a text may be, one in each language, make a page', async () => {
  const size = Math.floor(longest('body') / languages.length) - 100
  const body = languages.map(({ value }) => inLanguage(value, 'x'.repeat(size)))
  const site = await siteOf({
    page: [page('help', { body })],
    siteSettings: [settings({ notices: [{ _ref: 'help' }] })],
  })
  const { text } = await site.see('/help/')
  expect(text.match(/<div lang=/g)).toHaveLength(languages.length)
  expect(text.match(/href="\/help\/#/g)).toHaveLength(languages.length)
  expect(await htmlFaults(text)).toEqual([])
})
