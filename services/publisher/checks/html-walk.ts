import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']

/** What a walk through a page comes by. */
export type Sighting =
  | { kind: 'element'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'text'; parent: string; attributes: ReadonlyMap<string, string>; text: string }
  | { kind: 'comment'; text: string }

/** Everything in an HTML document in its order, as a browser would parse it, `<template>` included. */
export function* walkHtml(html: string): Generator<Sighting> {
  yield* walk(parse(html), '', new Map())
}

function* walk(node: Node, parent: string, attributes: ReadonlyMap<string, string>): Generator<Sighting> {
  if (node.nodeName === '#text' && 'value' in node) {
    yield { kind: 'text', parent, attributes, text: node.value }
    return
  }
  if (node.nodeName === '#comment' && 'data' in node) {
    yield { kind: 'comment', text: node.data }
    return
  }
  let name = parent
  let own = attributes
  if ('tagName' in node) {
    name = node.tagName
    own = new Map(node.attrs.map(attribute => [attribute.name, attribute.value]))
    yield { kind: 'element', name, attributes: own }
  }
  if ('content' in node) yield* walk(node.content, name, own)
  if ('childNodes' in node) for (const child of node.childNodes) yield* walk(child, name, own)
}
