import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  Parser,
  Tokenizer,
} from 'parse5'
import type { HtmlElement, HtmlNode } from '#studio/pasting/html-node.ts'
import { getWords } from '#studio/pasting/html-node.ts'

/** Limit of elements in one text, which is visited again at every level. */
const mostElements = 20_000
const mostAttributes = 200
const deepest = 150

/** HTML that no editor writes: too many elements, or nested too deeply. */
export class ComplexHtmlError extends Error {
  override readonly name = 'ComplexHtmlError'
  readonly code = 'ERR_COMPLEX_HTML'
}

/** Parses HTML like browsers do, however broken. @throws ComplexHtmlError */
export function parseHtml(html: string): HtmlElement {
  const parser = Parser.getFragmentParser<DefaultTreeAdapterMap>(null, {
    scriptingEnabled: false,
    treeAdapter: createCountingAdapter(),
  })
  parser.tokenizer = new CountingTokenizer(parser.options, parser)
  parser.tokenizer.write(html, true)
  const { childNodes } = parser.getFragment()
  return { kind: 'element', name: 'body', attributes: {}, children: childNodes.flatMap(toTree) }
}

/** parse5 compares each attribute with all before it, so an element may not have thousands. */
class CountingTokenizer extends Tokenizer {
  protected override _leaveAttrName(): void {
    const token = this.currentToken
    if (token && 'attrs' in token && token.attrs.length >= mostAttributes) {
      throw new ComplexHtmlError(`An element has more than ${mostAttributes} attributes.`)
    }
    super._leaveAttrName()
  }
}

/** The text of a small piece of HTML, such as a title; its source if it is too complex. */
export function htmlToText(html: string): string {
  try {
    return getWords(parseHtml(html))
  } catch (error) {
    if (error instanceof ComplexHtmlError) return html.slice(0, 1000)
    throw error
  }
}

/** Counts elements during parsing, since a few letters can make the parser build them without end. */
function createCountingAdapter(): typeof defaultTreeAdapter {
  let elements = 0
  let depth = 0
  return {
    ...defaultTreeAdapter,
    createElement(name, namespace, attributes) {
      elements += 1
      if (elements > mostElements) throw new ComplexHtmlError(`It has more than ${mostElements} elements.`)
      return defaultTreeAdapter.createElement(name, namespace, attributes)
    },
    onItemPush() {
      depth += 1
      if (depth > deepest) throw new ComplexHtmlError(`It has elements ${deepest} levels deep in each other.`)
    },
    onItemPop() {
      depth -= 1
    },
  }
}

function toTree(node: DefaultTreeAdapterTypes.ChildNode): HtmlNode[] {
  if ('value' in node) return [{ kind: 'text', text: node.value }]
  if (node.nodeName === '#comment' && 'data' in node) return [{ kind: 'comment', text: node.data }]
  if (!('tagName' in node)) return []
  const { attrs, tagName } = node
  const children = 'content' in node ? node.content.childNodes : node.childNodes
  return [
    {
      kind: 'element',
      name: tagName.toLowerCase(),
      attributes: Object.fromEntries(attrs.map(({ name, value }) => [name.toLowerCase(), value])),
      children: children.flatMap(toTree),
    },
  ]
}
