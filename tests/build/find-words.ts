import { parse as parseAstro } from '@astrojs/compiler-rs'
import { parseSync } from 'vite'
import { isObject } from '../fixtures/walk.ts'

/** Words that stand in a file as they are, instead of in the catalogue. */
export interface LiteralWords {
  file: string
  line: number
  words: string
}

/** Attributes whose text no reader is given. All others are read, as text of a page or as properties of a component. */
const technical =
  /^(?:class|className|class:list|style|id|d|href|src|rel|type|role|sizes|media|viewBox|preserveAspectRatio|points|name|property|http-equiv|content|shape|autocomplete|autocapitalize|enterkeyhint|loading|decoding|fetchpriority|crossorigin|text-anchor|dominant-baseline|slot|as|for|dir|scope|popover\w*|stroke\w*|fill|data-[\w-]+|aria-(?:hidden|current|labelledby|describedby))$/

/** Parts of a program that no page shows. */
const unread = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'ThrowStatement', 'TSLiteralType'])

/**
 * The words of a component, a page or a module that patients may read and that are written where they stand: any text between
 * tags, and strings that look like a title or a sentence. In styles, generated text.
 */
export function findWords(file: string, code: string): LiteralWords[] {
  const found: { at: number; words: string }[] = []
  if (!file.endsWith('.css')) walk(parse(file, code), found)
  for (const { index, 0: declaration } of code.matchAll(/\bcontent:[^;{}]*/g)) {
    if (isText(declaration.slice('content:'.length))) found.push({ at: index, words: declaration })
  }
  return found.map(({ at, words }) => ({
    file,
    line: code.slice(0, at).split('\n').length,
    words: words.replace(/\s+/g, ' ').trim(),
  }))
}

function parse(file: string, code: string): unknown {
  return file.endsWith('.astro') ? parseAstro(code).ast : parseSync(file, code).program
}

/** Goes through a syntax tree (ESTree with JSX). */
function walk(node: unknown, found: { at: number; words: string }[]): void {
  if (Array.isArray(node)) for (const each of node) walk(each, found)
  if (!isObject(node) || unread.has(String(node.type)) || isComparison(node)) return
  const words = wordsOf(node)
  if (words) found.push({ at: Number(node.start), words })
  for (const [name, part] of Object.entries(node)) {
    const isKey = name === 'key' && node.computed === false
    if (!isKey && !isTechnical(node)) walk(part, found)
  }
}

/** What a value is compared with is not shown. */
function isComparison({ type, operator }: Record<string, unknown>): boolean {
  return type === 'BinaryExpression' && (operator === '===' || operator === '!==')
}

function isTechnical(node: Record<string, unknown>): boolean {
  if (node.type === 'NewExpression') return isObject(node.callee) && /Error$/.test(String(node.callee.name))
  if (node.type !== 'JSXAttribute' || !isObject(node.name))
    return node.type === 'JSXElement' && isStyleOrScript(node)
  const { name, namespace } = node.name
  const local = isObject(name) ? String(name.name) : String(name)
  return technical.test(isObject(namespace) ? `${namespace.name}:${local}` : local)
}

function isStyleOrScript({ openingElement }: Record<string, unknown>): boolean {
  const name = isObject(openingElement) && isObject(openingElement.name) ? openingElement.name.name : ''
  return name === 'style' || name === 'script'
}

function wordsOf(node: Record<string, unknown>): string | null {
  const { type, value } = node
  if (type === 'JSXText') return hasLetters(String(value)) ? String(value) : null
  if (type === 'Literal') return typeof value === 'string' && isProse(value) ? value : null
  if (type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return null
  const text = node.quasis.map(each => each.value.cooked).join('0')
  return isProse(text) ? text : null
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text)
}

/** A title begins with a capital; a sentence has two words in a row, or ends as one. Values stand in it as 0. */
const prose = /^[“‘(]?\p{Lu}\p{Ll}|\p{Ll}{2,}[’,]? (?:\p{Ll}{2,}|0)|0 \p{Ll}{2,}|\p{Ll}[.…?!]$/u

/** Tags, whole or cut off at either end of a template; media queries; public identifiers. */
const formats = /^[^<>]*>|<[^<>]*>?|(?:\w+ and )?\([a-z-]+:[^)]*\)|\/\/.*\/\//g

function isProse(text: string): boolean {
  return prose.test(text.replace(formats, ''))
}

/** Whether generated text has letters, besides its escapes and what it takes from elsewhere. */
function isText(value: string): boolean {
  const texts = value.match(/"[^"]*"|'[^']*'/g) ?? []
  return texts.some(text => hasLetters(text.replace(/\\[0-9a-f]{1,6} ?/gi, '')))
}
