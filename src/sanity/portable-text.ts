import { z } from 'zod'
import { fieldRules } from '#domain/field-rules.ts'
import { languages } from '#domain/languages.ts'
import { sourceYears } from '#domain/lengths.ts'
import { linkAddressFault, pasteAddress } from '#domain/link-address.ts'
import {
  listTooDeep,
  marksFault,
  paragraphSizeFault,
  repeatedLanguages,
  saysSomething,
  textSizeFault,
  unknownToSite,
} from '#domain/paragraphs.ts'
import { tableFault } from '#domain/table.ts'
import {
  calloutTones,
  deepestListLevel,
  doiPattern,
  listKinds,
  paragraphStyles,
  plainParagraph,
} from '#domain/vocabulary.ts'
import { image, oneOf, optional, optionalText, reference, requiredText, text, webAddress } from './fields.ts'

const citationFields = {
  authors: requiredText(fieldRules.citation.authors),
  title: requiredText(fieldRules.citation.title),
  journal: requiredText(fieldRules.citation.journal),
  year: z
    .int(fieldRules.citation.year)
    .min(sourceYears.first, fieldRules.citation.year)
    .max(sourceYears.last, fieldRules.citation.year),
  doi: optional(text('doi').regex(doiPattern, 'A DOI looks like 10.1001/archpsyc.63.8.856.')),
  url: optional(webAddress),
}

/** A published source, complete enough for a reader to find it; `extra` are fields of the place where it is used. */
function citationWith<Extra extends z.ZodRawShape>(extra: Extra) {
  return z.object({ ...citationFields, ...extra }).refine(hasAddress, {
    path: ['doi'],
    error: fieldRules.citation.address,
  })
}

function hasAddress(source: object): boolean {
  return ('doi' in source && Boolean(source.doi)) || ('url' in source && Boolean(source.url))
}

export const citation = citationWith({})
export const keyedCitation = citationWith({ _key: z.string() })

const span = z.object({
  _key: z.string(),
  _type: z.literal('span'),
  text: z.string(),
  marks: z.array(z.string()).nullable(),
})
const inlineCitation = citationWith({ _key: z.string(), _type: z.literal('citation') })

const internalLink = z.object({
  _key: z.string(),
  _type: z.literal('internalLink'),
  target: z.object(reference.shape, fieldRules.internalLink.target),
})
const externalLink = z.object({
  _key: z.string(),
  _type: z.literal('externalLink'),
  href: z.string(pasteAddress).superRefine((href, context) => {
    const message = linkAddressFault(href)
    if (message) context.addIssue({ code: 'custom', message })
  }),
})

function blockOf<const Style extends { value: string }>(styles: readonly Style[]) {
  return z
    .object({
      _key: z.string(),
      _type: z.literal('block'),
      style: oneOf(styles, 'This style of paragraph is not known to the site. Choose another.').nullable(),
      listItem: oneOf(
        listKinds,
        'This kind of list is not known to the site. Choose bullets or numbers.',
      ).nullable(),
      level: z.int(listTooDeep).min(1, listTooDeep).max(deepestListLevel, listTooDeep).nullable(),
      children: z.array(z.discriminatedUnion('_type', [span, inlineCitation], unknownToSite)),
      markDefs: z
        .array(z.discriminatedUnion('_type', [internalLink, externalLink], unknownToSite))
        .nullable(),
    })
    .superRefine(({ children, markDefs }, context) => {
      const sizeFault = paragraphSizeFault(children, markDefs ?? [])
      if (sizeFault) context.addIssue({ code: 'custom', message: sizeFault })
      const links = new Set(markDefs?.map(({ _key }) => _key))
      children.forEach((child, index) => {
        const message = marksFault('marks' in child ? (child.marks ?? []) : [], links)
        if (message) context.addIssue({ code: 'custom', path: ['children', index, 'marks'], message })
      })
    })
}

function isShort(kind: 'body' | 'passage') {
  return (nodes: readonly unknown[], context: z.RefinementCtx) => {
    const message = textSizeFault(kind, nodes)
    if (message) context.addIssue({ code: 'custom', message })
  }
}

const block = blockOf(paragraphStyles)

const imageBlock = z.object({ ...image.shape, _key: z.string(), _type: z.literal('imageWithAlt') })

const simpleBlock = blockOf([plainParagraph])

/** Paragraphs, lists and links: the text of a callout or an answer. Staff read `missing` where there is none. */
export function simpleText(missing: string) {
  return z.array(simpleBlock, missing).refine(saysSomething, missing).superRefine(isShort('passage'))
}

const callout = z.object({
  _key: z.string(),
  _type: z.literal('callout'),
  tone: oneOf(calloutTones, fieldRules.callout.tone),
  heading: requiredText(fieldRules.callout.heading),
  text: simpleText(fieldRules.callout.text),
})

const callToAction = z.object({
  _key: z.string(),
  _type: z.literal('callToAction'),
  heading: optionalText('heading'),
})

const fillInTable = 'Fill in the table: a row of headings, and at least one row below it.'

const captionedTable = z
  .object({
    _key: z.string(),
    _type: z.literal('captionedTable'),
    caption: requiredText(fieldRules.captionedTable.caption),
    hasRowHeadings: z.boolean().nullable(),
    rows: z
      .array(z.object({ _key: z.string(), cells: z.array(z.string(fillInTable), fillInTable) }), fillInTable)
      .min(2, fillInTable),
  })
  .superRefine(({ rows, hasRowHeadings }, context) => {
    const message = tableFault(
      rows.map(({ cells }) => cells),
      Boolean(hasRowHeadings),
    )
    if (message) context.addIssue({ code: 'custom', path: ['rows'], message })
  })

const languageBlock = z.object({
  _key: z.string(),
  _type: z.literal('languageBlock'),
  language: oneOf(languages, fieldRules.languageBlock.language),
  text: simpleText(fieldRules.languageBlock.text),
  showNumber: z.boolean().nullable(),
})

function hasLanguagesOnce(nodes: readonly unknown[], context: z.RefinementCtx): void {
  for (const index of repeatedLanguages(nodes)) {
    context.addIssue({
      code: 'custom',
      path: [index, 'language'],
      message: fieldRules.languageBlock.unique,
    })
  }
}

const anyBlock = z.discriminatedUnion(
  '_type',
  [block, imageBlock, callout, callToAction, captionedTable, languageBlock],
  unknownToSite,
)

/**
 * The text of an article, service or page. A block that is not listed here is a fault of its document. Staff read
 * `missing` where there is no text.
 */
export function portableText(missing: string) {
  return z
    .array(anyBlock, missing)
    .refine(saysSomething, missing)
    .superRefine(isShort('body'))
    .superRefine(hasLanguagesOnce)
}

export type Citation = z.infer<typeof citation>
export type PortableText = z.infer<ReturnType<typeof portableText>>
export type SimpleText = z.infer<ReturnType<typeof simpleText>>
export type TextBlock = z.infer<typeof block>
export type Callout = z.infer<typeof callout>
export type LanguageBlock = z.infer<typeof languageBlock>
export type CaptionedTable = z.infer<typeof captionedTable>
