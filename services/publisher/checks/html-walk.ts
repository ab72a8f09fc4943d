import { Parser } from 'htmlparser2'

/** An element with lookup of its attributes. */
export type Element = { name: string; attribute(name: string): string | undefined; values(): string[] }

/** Called for each part of a document, in order. */
export type Visitor = {
  element(element: Element): void
  /** The whole code of a script or a style sheet. */
  code(code: string, element: Element): void
  comment(text: string): void
}

/** Walks through an HTML document, including `<template>` and what is there for browsers without scripts. */
export function walkHtml(html: string, visitor: Visitor): void {
  let holder: Element | null = null
  let code = ''
  const parser = new Parser({
    onopentag(name, attributes) {
      const element: Element = {
        name,
        attribute: wanted => attributes[wanted],
        values: () => Object.values(attributes),
      }
      if (name === 'script' || name === 'style') holder = element
      visitor.element(element)
    },
    ontext(text) {
      if (holder) code += text
    },
    onclosetag() {
      if (holder) visitor.code(code, holder)
      holder = null
      code = ''
    },
    oncomment: visitor.comment,
    onprocessinginstruction: (_name, text) => visitor.comment(text),
  })
  parser.end(html)
}
