import { expect, test } from 'vitest'
import { readFileFacts } from './file-facts.ts'

const siteUrl = 'https://clinic.example'

function factsOf(html: string, contentType = 'text/html; charset=utf-8', path = '/page/') {
  return readFileFacts({ path, contentType, body: new TextEncoder().encode(html) }, siteUrl)
}

function problemsOf(html: string, contentType?: string): string[] {
  return factsOf(html, contentType).problems.map(({ rule }) => rule)
}

test('collects every address on this site that a page refers to', () => {
  const { refersTo, problems } = factsOf(`
    <link rel="stylesheet" href="/_astro/site.css"><link rel="canonical" href="https://clinic.example/page/">
    <a href="../services/?from=page#top">Services</a> <a href="#here">Here</a>
    <img src="/media/a.webp" srcset="/media/a-320.webp 320w, /media/a-640.webp 640w">
    <picture><source srcset="/media/b.webp 1x,/media/b-2.webp 2x"></picture>
    <div style="background: url('/media/c.webp')"></div><style>@import "/d.css"; p { background: url(e.png) }</style>`)
  expect(problems).toEqual([])
  expect(refersTo).toEqual([
    '/_astro/site.css',
    '/d.css',
    '/media/a-320.webp',
    '/media/a-640.webp',
    '/media/a.webp',
    '/media/b-2.webp',
    '/media/b.webp',
    '/media/c.webp',
    '/page/',
    '/page/e.png',
    '/services/',
  ])
})

test.each([
  ['/a/../b/./', '/b/'],
  ['/a/..%2f', '/a/..%2f'],
  ['/a//b', '/a//b'],
  ['/.well-known/security.txt', '/.well-known/security.txt'],
  ['/über/?q=1#top', '/%C3%BCber/'],
  ['\\a.b\t-c\\', '/a.b-c/'],
  ['', '/page/'],
  ['#top', '/page/'],
])('resolves “%s” as browsers do', (href, path) => {
  expect(factsOf(`<a href="/"></a><a href="${href}">a</a>`).refersTo).toEqual(
    ['/', ...(href === '' ? [] : [path])].toSorted(),
  )
})

test.each([
  '<script src="https://cdn.example/a.js"></script>',
  '<link rel="stylesheet" href="//fonts.example/a.css">',
  '<link rel="preconnect" href="https://fonts.example">',
  '<img src="https://images.example/a.png">',
  '<img srcset="https://images.example/a.png 2x">',
  '<iframe src="https://video.example/"></iframe>',
  '<form action="https://forms.example/"></form>',
  '<video poster="https://video.example/a.jpg"></video>',
  '<p style="background:url(https://images.example/a.png)">',
  '<style>@import url("https://fonts.example/a.css");</style>',
  '<template><img src="https://images.example/a.png"></template>',
  '<noscript><img src="https://images.example/a.png"></noscript>',
  '<svg><title><img src="https://images.example/a.png"></title></svg>',
  '<svg><image href="https://images.example/a.png"/></svg>',
  '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">',
  '<a href="/page/" ping="https://tracker.example/">',
  '<object data="https://elsewhere.example/a"></object>',
])('sees that a browser would ask another host: %s', html => {
  expect(problemsOf(html)).toEqual(['privacy'])
})

test.each([
  '<a href="https://988lifeline.org/">988</a>',
  '<a href="tel:+13307544844">Call</a> <a href="sms:+13307544844">Text</a> <a href="mailto:a@clinic.example">Write</a>',
  '<link rel="license" href="https://elsewhere.example/">',
  '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
  '<p>https://elsewhere.example/a.png is an address in a text.</p>',
])('leaves alone what only a visitor may follow: %s', html => {
  expect(problemsOf(html)).toEqual([])
})

test('reports addresses that no browser can follow or that run code', () => {
  expect(problemsOf('<a href="http://">a</a>')).toEqual(['links'])
  expect(problemsOf('<a href="javascript:alert(1)">a</a>')).toEqual(['links'])
})

test('reports a style sheet that loads from another host', () => {
  expect(problemsOf('a { background: url(https://images.example/a.png) }', 'text/css')).toEqual(['privacy'])
  expect(problemsOf('/* url(https://images.example/a.png) */', 'text/css')).toEqual([])
})

test('reports the marks of editing tools, but not the joiners of real text', () => {
  const mark = '\u200B\u200C\u200D\uFEFF'.repeat(5)
  const facts = factsOf(`<p>Groups start soon${mark}.</p>`)
  expect(facts.problems.map(({ rule }) => rule)).toEqual(['editing marks'])
  expect(facts.problems[0]?.message).toContain('Groups start soon')
  expect(problemsOf('<p>👩‍👩‍👧‍👦 می‌خواهم</p>')).toEqual([])
})

test.each([
  '<a href="/drafts.group-start/">a</a>',
  '<article data-id="drafts.9c1f">a</article>',
  '<!-- drafts.group-start -->',
  '<script type="application/ld+json">{"@id":"drafts.group-start"}</script>',
  '<i data-id="versions.r1.group-start"></i>',
])('sees the id of a draft: %s', html => {
  expect(problemsOf(html)).toContain('drafts')
})

test('reports a draft’s id in data, but not the word in a sentence', () => {
  expect(problemsOf('{"documents":{"drafts.a":"1"}}', 'application/json')).toEqual(['drafts'])
  expect(problemsOf('<p>We send no drafts.Never.</p>')).toEqual([])
})

test('keeps a page’s own policy, without what only a header may set', () => {
  const { csp } = factsOf(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; frame-ancestors 'none'; script-src 'sha256-abc'">`,
  )
  expect(csp).toBe("default-src 'self'; script-src 'sha256-abc'")
})

test('makes a policy for a page without one that allows only its inline code, by hash', () => {
  const { csp } = factsOf(
    '<script>1</script><script type="application/ld+json">{}</script><style>p{}</style>',
  )
  expect(csp).toContain("script-src 'self' 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=';")
  expect(csp).toMatch(/style-src 'self' 'sha256-[^ ]+';/)
  expect(csp).not.toContain('unsafe')
})
