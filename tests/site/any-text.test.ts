import fc from 'fast-check'
import { HtmlValidate } from 'html-validate'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { expect, test } from 'vitest'
import { type PreparedNode, prepareText } from '#portable-text/prepare.ts'
import { createSourceRegister } from '#portable-text/sources.ts'
import { passageToHtml } from '#portable-text/to-html.ts'
import { unpackText } from '#sanity/kept-document.ts'
import { validateDocument } from '#sanity/validate.ts'
import { english } from '#words/english.ts'
import { sizeOfRandomTest } from '../faults/size.ts'
import { anyCharacter } from '../fixtures/any-character.ts'
import { article } from '../fixtures/published.ts'

/*
 * Whatever stands in a text, the site shows all of its words or tells staff what is wrong with it.
 */

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  // Whole pages are held to the rest; these are about how a person writes markup by hand.
  rules: {
    'no-inline-style': 'error',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'no-raw-characters': 'off',
  },
})

const words = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 12 }),
  fc.constantFrom(
    'Plain words',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '&amp; &#0; ]]> <!--',
    'one\ntwo\r\nthree\u000bfour\u2028five',
    'no\u00a0break',
    '👩‍⚕️ 🙂',
    'مرحبا بالعالم',
    'x'.repeat(200),
    '  ',
    '',
  ),
)
const orRarely = <T, U>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: rare })
const strange = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.constant('fancy'),
  fc.constant([]),
  fc.constant({}),
)
const key = orRarely(fc.constantFrom('a', 'b', 'c', 'd'), strange)

const source = {
  authors: fc.constant('Zarate et al.'),
  title: fc.constant('A trial'),
  journal: fc.constant('Archives'),
  year: fc.constant(2006),
  doi: fc.constantFrom('10.1001/archpsyc.63.8.856', '10.1000/a<b', null),
  url: fc.constant('https://example.org/'),
}
const child = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      _key: key,
      _type: fc.constant('span'),
      text: orRarely(words, strange),
      marks: orRarely(
        fc.constantFrom([], ['em', 'strong'], ['l1'], ['l2', 'strong']),
        fc.constantFrom(['underline'], ['l1', 'l2']),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ _key: key, _type: fc.constant('citation'), ...source }) },
  {
    weight: 1,
    arbitrary: orRarely(fc.constant({ _key: 'x', _type: 'span', text: 'x', marks: null }), strange),
  },
)
const mark = (name: string) =>
  fc.oneof(
    fc.record({
      _key: fc.constant(name),
      _type: fc.constant('externalLink'),
      href: orRarely(
        fc.constantFrom('https://example.org/a b?c="d"', '/articles/x/', 'mailto:a@b.example'),
        fc.constantFrom('javascript:alert(1)', 'tel:+13307544844', ' java\tscript:x', '//evil.example'),
      ),
    }),
    fc.constant({ _key: name, _type: 'internalLink', target: { _ref: 'known' } }),
    fc.constant({ _key: name, _type: 'internalLink', target: { _ref: 'gone' } }),
  )
const block = fc.record({
  _key: key,
  _type: fc.constant('block'),
  style: orRarely(fc.constantFrom('normal', 'h2', 'h3', 'numberedHeading', null), strange),
  listItem: orRarely(fc.constantFrom(null, null, 'bullet', 'number'), strange),
  level: orRarely(fc.constantFrom(null, 1, 2, 3), fc.constantFrom(0, -1, 99, 1.5)),
  children: orRarely(fc.array(child, { maxLength: 4 }), strange),
  markDefs: orRarely(fc.tuple(mark('l1'), mark('l2')), strange),
})
const simpleBlock = block.map(value => ({ ...value, style: 'normal' }))
const node = fc.oneof(
  { weight: 8, arbitrary: block },
  {
    weight: 1,
    arbitrary: fc.record({
      _key: key,
      _type: fc.constant('callout'),
      tone: fc.constantFrom('care', 'urgent'),
      heading: words,
      text: fc.array(simpleBlock, { maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      _key: key,
      _type: fc.constant('captionedTable'),
      caption: words,
      hasRowHeadings: fc.constantFrom(true, false, null),
      rows: fc.array(fc.record({ _key: key, cells: fc.array(words, { minLength: 2, maxLength: 2 }) })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ _key: key, _type: fc.constant('callToAction'), heading: fc.constant(null) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      _key: key,
      _type: fc.constant('languageBlock'),
      language: orRarely(fc.constantFrom('ar', 'es', 'zh-Hans'), strange),
      text: fc.array(simpleBlock, { maxLength: 4 }),
      showNumber: fc.constantFrom(true, false, null),
    }),
  },
  {
    weight: 1,
    arbitrary: orRarely(fc.constant({ _key: 'z', _type: 'callToAction', heading: null }), strange),
  },
)
const body = fc.array(node, { minLength: 1, maxLength: 6 })

test('a text is either refused with a reason for staff, or shown with every word of it', () => {
  let shown = 0
  fc.assert(
    fc.property(body, value => {
      const { good, issues } = validateDocument('article', article('sleep', { body: value }))
      if (!good?.content) {
        expect(issues.length).toBeGreaterThan(0)
        for (const { field, reason } of issues) {
          expect(field).toMatch(/^body/)
          expect(reason).not.toMatch(/^(?:Invalid|Expected|Too)/)
        }
        return
      }
      shown += 1
      const { nodes, headings } = prepareText(unpackText(good.content), {
        sources: createSourceRegister(),
        findPath: id => (id === 'known' ? '/services/known/' : null),
        findAddress: href => ({ href: new URL(href, 'https://clinic.example').href, external: true }),
        edit: () => undefined,
      })
      const html = nodes.map(nodeToHtml).join('\n')
      expect(faultsOf(html), html).toEqual([])
      expectWords(value, html)
      expect(new Set(headings.map(({ id }) => id)).size).toBe(headings.length)
    }),
    sizeOfRandomTest(100),
  )
  expect(shown).toBeGreaterThan(25)
})

/** As the components show it, of whose escaping Astro takes care. */
function nodeToHtml(node: PreparedNode): string {
  switch (node.kind) {
    case 'passage':
      return passageToHtml(node.blocks, english.text)
    case 'callout':
      return `<aside><p>${escaped(node.heading)}</p>${passageToHtml(node.blocks, english.text)}</aside>`
    case 'language':
      return `<section id="${node.id}" lang="${node.language}">${passageToHtml(node.blocks, english.text, node.language)}</section>`
    case 'table':
      return [node.table.head, ...node.table.rows]
        .flat()
        .map(cell => `<p>${escaped(cell)}</p>`)
        .join('')
    default:
      return ''
  }
}

function escaped(text: string): string {
  return text
    .replace(/\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}

/** What a browser or a validator finds wrong. */
function faultsOf(html: string): string[] {
  const found: string[] = []
  parseFragment(html, { sourceCodeLocationInfo: true, onParseError: ({ code }) => found.push(code) })
  const report = validator.validateStringSync(
    `<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><h1>x</h1>${html}</body></html>`,
  )
  for (const { messages } of report.results)
    found.push(...messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))
  return found
}

/** Every run of letters in the text of a value is a run of letters on the page, in the same order within its span. */
function expectWords(value: unknown, html: string): void {
  const page = shownText(parseFragment(html)).replace(/\s+/g, '')
  for (const text of textsOf(value)) {
    for (const word of text.match(/[\p{Letter}\p{Number}]+/gu) ?? []) expect(page).toContain(word)
  }
}

function shownText(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node && node.nodeName === '#text') return node.value
  return 'childNodes' in node ? node.childNodes.map(shownText).join('') : ''
}

/** The words that an editor wrote: of spans, and of the cells of a table. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  if ('cells' in value && Array.isArray(value.cells)) return value.cells.map(String)
  if ('_type' in value && value._type === 'citation') return []
  return Object.entries(value).flatMap(([name, item]) =>
    name === 'text' && typeof item === 'string' ? [item] : textsOf(item),
  )
}
