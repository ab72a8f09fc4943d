import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ownIds } from '#portable-text/ids.ts'
import { plainText, prepareText } from '#portable-text/prepare.ts'
import { createSourceRegister, sourceHref } from '#portable-text/sources.ts'
import { passageToHtml } from '#portable-text/to-html.ts'
import type { Citation, PortableText } from '#sanity/portable-text.ts'
import { createSelect } from '#selectors/selector.ts'
import { textContext } from '#selectors/text-context.ts'
import { siteAt } from '#site/site.ts'
import { noEdit } from '#src/preview/edit.ts'
import { english } from '#words/english.ts'
import { published, redirect, snapshotFrom } from '../fixtures/published.ts'

type Block = Extract<PortableText[number], { _type: 'block' }>

const study: Citation = {
  authors: 'Zarate et al.',
  title: 'A randomized trial',
  journal: 'Archives of General Psychiatry',
  year: 2006,
  doi: '10.1001/archpsyc.63.8.856',
  url: null,
}

let keys = 0
const nextKey = () => `k${++keys}`

function span(text: string, ...marks: string[]): Block['children'][number] {
  return { _type: 'span', _key: nextKey(), text, marks }
}

function cite(citation: Citation): Block['children'][number] {
  return { _type: 'citation', _key: nextKey(), ...citation }
}

function block(children: (Block['children'][number] | string)[], rest: Partial<Block> = {}): Block {
  return {
    _type: 'block',
    _key: nextKey(),
    style: 'normal',
    listItem: null,
    level: null,
    markDefs: null,
    ...rest,
    children: children.map(child => (typeof child === 'string' ? span(child) : child)),
  }
}

function prepare(body: PortableText, sources = createSourceRegister()) {
  return prepareText(body, {
    sources,
    findPath: id => (id === 'known' ? '/services/known/' : null),
    findAddress: href => ({ href, external: true }),
    edit: () => undefined,
  })
}

function html(body: PortableText): string {
  return prepare(body)
    .nodes.map(node => (node.kind === 'passage' ? passageToHtml(node.blocks, english.text) : ''))
    .join('')
}

test('words of an editor cannot become markup', () => {
  expect(html([block(['<script>alert(1)</script> & "quotes"'])])).toBe(
    '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;</p>',
  )
})

test('the address of a link cannot break out of its attribute', () => {
  const mark = { _type: 'externalLink' as const, _key: 'm1', href: 'https://example.org/"onclick="x' }
  expect(html([block([span('a link', 'm1')], { markDefs: [mark] })])).toBe(
    '<p><a href="https://example.org/&quot;onclick=&quot;x" rel="external noreferrer">a link<span class="visually-hidden"> (another website)</span></a></p>',
  )
})

test('a link to a document leads to its page, and stays plain text while there is none', () => {
  const to = (id: string) => ({ _type: 'internalLink' as const, _key: 'm1', target: { _ref: id } })
  const link = (id: string) => html([block([span('a page', 'm1')], { markDefs: [to(id)] })])
  expect(link('known')).toBe('<p><a href="/services/known/">a page</a></p>')
  expect(link('withdrawn')).toBe('<p>a page</p>')
})

test('numbered headings count themselves, and every heading has an address of its own', () => {
  const heading = (text: string, style: Block['style']) => block([text], { style })
  const body = [
    heading('Why?', 'numberedHeading'),
    heading('Why?', 'h2'),
    heading('Älter', 'numberedHeading'),
  ]
  expect(prepare(body).headings.map(({ id, number, level }) => [id, number, level])).toEqual([
    ['why', 1, 2],
    ['why-2', null, 2],
    ['alter', 2, 2],
  ])
  expect(html(body)).toContain(
    '<h2 id="why" class="numbered"><span class="number">1</span> <span>Why?</span></h2>',
  )
})

test('a small heading without one above it becomes one itself, so that no level is skipped', () => {
  expect(prepare([block(['Small'], { style: 'h3' })]).headings[0]?.level).toBe(2)
})

test('a source cited twice has one number and two ways back', () => {
  const sources = createSourceRegister()
  const other = { ...study, doi: null, url: 'https://example.org/other' }
  const body = [block(['One', cite(study), 'two', cite(other), 'three', cite(study)])]
  const [passage] = prepare(body, sources).nodes
  const text = passage?.kind === 'passage' ? passageToHtml(passage.blocks, english.text) : ''
  expect(text).toContain('<a id="cited-1-2" href="#source-1">')
  sources.add(study)
  expect(sources.list().map(({ number, citedAt }) => [number, citedAt])).toEqual([
    [1, ['cited-1-1', 'cited-1-2']],
    [2, ['cited-2-1']],
  ])
})

test('a source is found by its DOI before its address', () => {
  expect(sourceHref({ doi: '10.1016/S0006-3223(99)00230-9', url: 'https://example.org' })).toBe(
    'https://doi.org/10.1016/S0006-3223(99)00230-9',
  )
  expect(sourceHref({ doi: '10.1000/a#b', url: null })).toBe('https://doi.org/10.1000/a%23b')
})

test('lists nest as the editor indented them', () => {
  const item = (text: string, level: number) => block([text], { listItem: 'bullet', level })
  expect(html([item('a', 1), item('b', 2), item('c', 1)])).toBe(
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
  )
})

test('lists of another kind nest as well, three levels deep', () => {
  const item = (text: string, level: number, listItem: 'bullet' | 'number') =>
    block([text], { listItem, level })
  expect(
    html([
      item('a', 1, 'number'),
      item('b', 2, 'bullet'),
      item('c', 3, 'number'),
      item('d', 2, 'number'),
      item('e', 1, 'number'),
      item('f', 1, 'bullet'),
    ]),
  ).toBe(
    '<ol><li>a<ul><li>b<ol><li>c</li></ol></li></ul><ol><li>d</li></ol></li><li>e</li></ol><ul><li>f</li></ul>',
  )
})

test('a list that begins too far in begins at the margin, without an empty item', () => {
  const item = (text: string, level: number) => block([text], { listItem: 'bullet', level })
  expect(html([item('a', 3), item('b', 3), item('c', 1)])).toBe(
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
  )
})

test('a heading keeps clear of the ids that the site gives', () => {
  const ids = (...words: string[]) =>
    prepare(words.map(text => block([text], { style: 'h2' }))).headings.map(({ id }) => id)
  expect(ids('Sources', 'Contact us', 'Source 1', 'Cited 1 1')).toEqual([
    'section-sources',
    'section-contact-us',
    'section-source-1',
    'section-cited-1-1',
  ])
  expect(ids('¿Qué es?', '🙂', '🙂')).toEqual(['que-es', 'section', 'section-2'])
})

test('every id that the site gives to an element is known to the headings of editors', async () => {
  const found: string[] = []
  for await (const file of glob('src/**/*.astro')) {
    const markup = await readFile(file, 'utf8')
    for (const [, id = ''] of markup.matchAll(/\sid="([^"{]+)"/g)) found.push(id)
  }
  expect(found.length).toBeGreaterThan(10)
  expect(
    found.filter(id => !ownIds.has(id)),
    'Add these to src/portable-text/ids.ts.',
  ).toEqual([])
})

test('boxes and tables have addresses of their own words', () => {
  const rows = [
    ['', 'A'],
    ['b', 'c'],
  ].map((cells, index) => ({ _key: `${index}`, cells }))
  const table = (caption: string) =>
    ({ _type: 'captionedTable', _key: nextKey(), caption, hasRowHeadings: true, rows }) as const
  const box = { _type: 'callToAction' as const, _key: 'c', heading: null }
  const nodes = prepare([table('What it costs'), table('What it costs'), box, box]).nodes
  expect(
    nodes.map(node => (node.kind === 'table' ? node.table.id : node.kind === 'callToAction' ? node.id : '')),
  ).toEqual(['table-what-it-costs', 'table-what-it-costs-2', 'contact-1', 'contact-1-2'])
})

test('an address of this site leads to its page without a mark, and is plain text where there is none', () => {
  const snapshot = snapshotFrom(
    published({ redirect: [redirect('old', { from: '/old/', target: { _ref: 'group' } })] }),
  )
  const select = createSelect(siteAt(snapshot, Temporal.Instant.from('2026-11-23T12:00:00Z')))
  const { findAddress } = textContext(
    {
      select,
      siteUrl: 'https://clinic.example',
      words: english,
      edit: noEdit,
      loadPicture: async () => Uint8Array.of(),
    },
    createSourceRegister(),
    { _id: 'a', _type: 'article' },
  )
  expect(findAddress('/old#part')).toEqual({ href: '/services/group/#part', external: false })
  expect(findAddress('https://www.clinic.example/old/?a=b')).toEqual({
    href: '/services/group/?a=b',
    external: false,
  })
  expect(findAddress('https://clinic.example/gone/')).toBeNull()
  expect(findAddress('https://elsewhere.example')).toEqual({
    href: 'https://elsewhere.example/',
    external: true,
  })
  expect(findAddress('mailto:office@clinic.example')).toEqual({
    href: 'mailto:office@clinic.example',
    external: false,
  })
})

test('line breaks stay, by whatever sign, and letters that HTML forbids go', () => {
  expect(html([block(['one\ntwo\vthree\u2028four\u0000\u0007\ud800'])])).toBe(
    '<p>one<br>two<br>three<br>four</p>',
  )
})

test('text that runs from right to left takes its direction from its first letter', () => {
  expect(html([block(['مرحبا'])])).toBe('<p dir="auto">مرحبا</p>')
  expect(html([block(['שלום'], { listItem: 'bullet', level: 1 })])).toBe('<ul><li dir="auto">שלום</li></ul>')
})

test('empty paragraphs, which editors leave behind, are not shown', () => {
  expect(html([block(['  ']), block(['Words'])])).toBe('<p>Words</p>')
})

test('a box after a heading stands one level below it', () => {
  const box = { _type: 'callToAction' as const, _key: 'c', heading: null }
  const levels = prepare([box, block(['A'], { style: 'h2' }), box, block(['B'], { style: 'h3' }), box])
    .nodes.filter(node => node.kind === 'callToAction')
    .map(({ level }) => level)
  expect(levels).toEqual([2, 3, 4])
})

test('the plain text of an answer has neither marks nor numbers', () => {
  const [passage] = prepare([block(['Yes, ', span('often', 'strong'), '.', cite(study)])]).nodes
  expect(passage?.kind === 'passage' && plainText(passage.blocks)).toBe('Yes, often.')
})
