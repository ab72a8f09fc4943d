import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import type { HtmlElement, HtmlNode } from '../../studio/pasting/html-node.ts'

/** HTML as browsers read it, however broken, without a browser. */
export function parseHtml(html: string): HtmlElement {
  const fragment = parseFragment(html, { scriptingEnabled: false })
  return { kind: 'element', name: 'body', attributes: {}, children: fragment.childNodes.flatMap(treeOf) }
}

function treeOf(node: DefaultTreeAdapterTypes.ChildNode): HtmlNode[] {
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
      children: children.flatMap(treeOf),
    },
  ]
}
