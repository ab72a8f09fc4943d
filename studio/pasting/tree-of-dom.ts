import type { HtmlElement, HtmlNode } from './html-node.ts'

/** The HTML of a clipboard, read by the browser. Nothing in it runs, and no picture in it is loaded. */
export function treeOfHtml(html: string): HtmlElement {
  return treeOfElement(new DOMParser().parseFromString(html, 'text/html').documentElement)
}

function treeOfElement(element: Element): HtmlElement {
  const { localName, attributes, childNodes } = element
  return {
    kind: 'element',
    name: localName.toLowerCase(),
    attributes: Object.fromEntries([...attributes].map(({ name, value }) => [name.toLowerCase(), value])),
    children: [...childNodes].flatMap(treeOfNode),
  }
}

function treeOfNode(node: Node): HtmlNode[] {
  if (node instanceof Element) return [treeOfElement(node)]
  if (node instanceof Comment) return [{ kind: 'comment', text: node.data }]
  if (node instanceof Text) return [{ kind: 'text', text: node.data }]
  return []
}
