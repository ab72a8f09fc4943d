import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']

/** An element with lookup of its attributes. */
export type Element = { name: string; attribute(name: string): string | undefined; values(): string[] }

/** Called for each part of a document, in order. */
export type Visitor = {
  element(element: Element): void
  /** `parent` is the element around the text. */
  text(text: string, parent: Element): void
  comment(text: string): void
}

const outside: Element = { name: '', attribute: () => undefined, values: () => [] }

/** Walks through an HTML document as browsers parse it, including `<template>`. */
export function walkHtml(html: string, visitor: Visitor): void {
  visit(parse(html), outside, visitor)
}

function visit(node: Node, parent: Element, visitor: Visitor): void {
  if (node.nodeName === '#text' && 'value' in node) {
    visitor.text(node.value, parent)
    return
  }
  if (node.nodeName === '#comment' && 'data' in node) {
    visitor.comment(node.data)
    return
  }
  let element = parent
  if ('tagName' in node) {
    const { attrs } = node
    element = {
      name: node.tagName,
      attribute: name => attrs.find(attribute => attribute.name === name)?.value,
      values: () => attrs.map(({ value }) => value),
    }
    visitor.element(element)
  }
  if ('content' in node) visit(node.content, element, visitor)
  if ('childNodes' in node) for (const child of node.childNodes) visit(child, element, visitor)
}
