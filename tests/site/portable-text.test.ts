import { expect, test } from 'vitest'
import type { Citation, PortableText } from '../../src/content/portable-text.ts'
import { plainText, prepareText } from '../../src/portable-text/prepare.ts'
import { createSourceRegister, sourceHref } from '../../src/portable-text/sources.ts'
import { passageToHtml } from '../../src/portable-text/to-html.ts'

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
  return prepareText(body, { sources, findPath: id => (id === 'known' ? '/services/known/' : null) })
}

function html(body: PortableText): string {
  return prepare(body)
    .nodes.map(node => (node.kind === 'passage' ? passageToHtml(node.blocks, node.headings) : ''))
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
    '<p><a href="https://example.org/&quot;onclick=&quot;x" rel="external noreferrer">a link</a></p>',
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
  const text = passage?.kind === 'passage' ? passageToHtml(passage.blocks) : ''
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
