import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHtml } from '#services/import/parse-html.ts'
import { fromHtml } from './from-html.ts'
import { elementsIn, getText, type HtmlElement, type HtmlNode } from './html-node.ts'
import { parseAddress, withoutDetour } from './link-address.ts'
import type { Allowed, Block } from './to-blocks.ts'

const allowed: Allowed = {
  styles: ['normal', 'h2', 'h3'],
  lists: ['bullet', 'number'],
  decorators: ['strong', 'em'],
  annotations: ['internalLink', 'externalLink'],
  blocks: ['imageWithAlt', 'captionedTable'],
}

test('headings take the two levels that there are, in their order', () => {
  expect(lines('<h3>A</h3><h4>B</h4><h5>C</h5><h3><b>D</b></h3>')).toEqual(['h2 A', 'h3 B', 'h3 C', 'h2 D'])
  expect(kinds('<h3>A</h3><h4>B</h4><h5>C</h5>')).toEqual(['deepHeading'])
  expect(lines('<h1>A</h1><p>b</p>', { ...allowed, styles: ['normal'] })).toEqual([
    'normal **A**',
    'normal b',
  ])
})

test('lists keep their kind and depth, paragraphs inside an item stay with it', () => {
  const html =
    '<ul><li><p>One</p><p>more</p><ol><li>Two<ul><li>Three<ul><li>Four</li></ul></li></ul></li></ol></li><li>Five</li></ul>'
  expect(lines(html)).toEqual([
    'bullet1 One\\nmore',
    'number2 Two',
    'bullet3 Three',
    'bullet3 Four',
    'bullet1 Five',
  ])
  expect(kinds(html)).toEqual(['deepList'])
})

test('empty paragraphs go, two line breaks part paragraphs, white space is as browsers show it', () => {
  expect(lines('<p>&nbsp;</p><p> a \n b<br><br> c </p><div>d<p>e</p>f</div><br>')).toEqual([
    'normal a b',
    'normal c',
    'normal d',
    'normal e',
    'normal f',
  ])
})

test('a table with words stays one, one with more in its cells becomes a list or is taken apart', () => {
  const grid =
    '<table><caption>Doses</caption><tr><th></th><th>Dose</th></tr><tr><th>Day 1</th><td>10 mg</td></tr></table>'
  expect(convert(grid).blocks).toMatchObject([
    {
      _type: 'captionedTable',
      caption: 'Doses',
      hasRowHeadings: true,
      grid: { _type: 'table', rows: [{ cells: ['', 'Dose'] }, { cells: ['Day 1', '10 mg'] }] },
    },
  ])
  const plain = { ...allowed, blocks: [] }
  expect(
    lines('<table><tr><th>Day</th><th>Dose</th></tr><tr><td>1</td><td>10 mg</td></tr></table>', plain),
  ).toEqual(['bullet1 Day: 1; Dose: 10 mg'])
  expect(lines('<table><tr><td><h2>Left</h2></td><td><p>Right</p></td></tr></table>')).toEqual([
    'h2 Left',
    'normal Right',
  ])
})

test('words beside a table and its caption come with them', () => {
  const table = '<table><tr><th>Day</th></tr></table>'
  expect(lines(`<figure>${table}<figcaption>Doses</figcaption> with water</figure>`)).toEqual([
    'normal **Doses**',
    'normal Day',
    'normal with water',
  ])
})

test('links lose what counts their clicks, and those that lead nowhere stay as words', () => {
  expect(withoutDetour('https://www.google.com/url?q=https://a.example/b%3Fc%3D1&sa=D')).toBe(
    'https://a.example/b?c=1',
  )
  expect(
    withoutDetour('https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=1'),
  ).toBe('https://a.example/')
  expect(parseAddress('javascript:alert(1)')).toEqual({ kind: 'nowhere' })
  expect(parseAddress('/about', 'https://a.example/x/')).toEqual({
    kind: 'web',
    href: 'https://a.example/about',
  })
  expect(kinds('<a href="javascript:alert(1)">x</a><a href="tel:+13307544844">Call</a>')).toEqual([
    'linkTarget',
    'phone',
  ])
  expect(lines('<p><a href="tel:+13307544844">Call</a></p>')).toEqual(['normal Call (+13307544844)'])
})

const words = fc.stringMatching(/^[a-z]{3,8}$/)
const names =
  'p div h1 h2 h4 ul ol li blockquote table tr td th strong em span a del code pre details summary figure figcaption sup dl dt dd section x-box form button iframe video svg script style template aside center font s u q address'.split(
    ' ',
  )
const attributes = fc.constantFrom(
  '',
  ' href="https://a.example/"',
  ' href="#x"',
  ' style="display:none"',
  ' style="font-weight:700;color:red"',
  ' style="mso-list:l0 level2 lfo1"',
  ' title="tooltip"',
  ' class="MsoTitle"',
  ' role="heading" aria-level="2"',
)
const html = fc.letrec<{ node: string; nodes: string }>(tie => ({
  node: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.constantFrom(
      '<br>',
      ' ',
      '\n\n',
      '<hr>',
      '<img alt="pictured" src="x.png">',
      '&nbsp;',
      '<!-- note -->',
    ),
    fc
      .tuple(fc.constantFrom(...names), attributes, tie('nodes'))
      .map(([name, attribute, inner]) => `<${name}${attribute}>${inner}</${name}>`),
  ),
  nodes: fc.array(tie('node'), { maxLength: 4 }).map(nodes => nodes.join(' ')),
})).nodes

test('every word of any HTML is in the blocks or among the losses, and the blocks are what a form takes', () => {
  fc.assert(
    fc.property(html, fc.boolean(), fc.boolean(), (source, newlinesBreak, keepsTables) => {
      const root = parseHtml(source)
      const { blocks, losses } = convert(root, allowed, { newlinesBreak, keepsTables })
      const carried = JSON.stringify(blocks) + JSON.stringify(losses)
      // What a browser moves out of a table may end up right beside words with other marks: each is searched for.
      for (const said of spokenIn(root)) {
        for (const word of said.match(/[a-z]{3,}/g) ?? []) expect(carried).toContain(word)
      }
      // The content of a template is shown by scripts only: nobody sees it.
      const unseen = elementsIn(root, 'template').flatMap(template => elementsIn(template, 'img'))
      if (elementsIn(root, 'img').some(picture => !unseen.includes(picture))) {
        expect(carried).toContain('pictured')
      }
      for (const block of blocks) checkBlock(block)
      const keys = blocks.map(({ _key }) => _key)
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns: 500 },
  )
})

/** Each piece of text that browsers show, by itself. */
function spokenIn(node: HtmlNode): string[] {
  return node.kind === 'element' && getText(node) !== '' ? node.children.flatMap(spokenIn) : [getText(node)]
}

function checkBlock(block: Block): void {
  if (!('children' in block) || !Array.isArray(block.children) || !Array.isArray(block.markDefs)) return
  expect(allowed.styles).toContain(block.style)
  expect(
    block.children
      .map(({ text }) => text)
      .join('')
      .trim(),
  ).not.toBe('')
  const links = block.markDefs.map(({ _key }) => _key)
  for (const { marks } of block.children) {
    for (const mark of marks) expect([...allowed.decorators, ...links]).toContain(mark)
  }
  if (block.level !== undefined) expect(block.level).toBeLessThanOrEqual(3)
}

function convert(
  source: string | HtmlElement,
  may: Allowed = allowed,
  { newlinesBreak = false, keepsTables = may.blocks.includes('captionedTable') } = {},
) {
  let count = 0
  return fromHtml(typeof source === 'string' ? parseHtml(source) : source, {
    allowed: may,
    newKey: () => `k${count++}`,
    reading: {
      addressOf: href => parseAddress(href),
      linkOf: href => ({ _type: 'externalLink', href }),
      pictureOf: () => null,
      keepsTables,
      deepestList: 3,
      newlinesBreak,
    },
  })
}

/** Each block as a line: its style, or its list and level, and its words. */
function lines(source: string, may?: Allowed): string[] {
  return convert(source, may).blocks.map(block => {
    if (!('children' in block) || !Array.isArray(block.children)) return block._type
    const text = block.children
      .map(({ text: part, marks }) => (marks.includes('strong') ? `**${part}**` : part))
      .join('')
    return `${block.listItem ? `${block.listItem}${block.level}` : block.style} ${text.replaceAll('\n', '\\n')}`
  })
}

function kinds(source: string): string[] {
  return convert(source).losses.map(({ kind }) => kind)
}
