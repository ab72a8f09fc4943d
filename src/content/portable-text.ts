import { z } from 'zod'
import { calloutTones, doiPattern } from '../clinic/vocabulary.ts'
import { image, oneOf, reference, requiredText, text } from './fields.ts'

const citationFields = {
  authors: requiredText('Name the authors.'),
  title: requiredText('Copy the title of the study.'),
  journal: requiredText('Name the journal or the publisher.'),
  year: z.int('Give the year of publication.'),
  doi: z.string().regex(doiPattern, 'A DOI looks like 10.1001/archpsyc.63.8.856.').nullable(),
  url: z.url('Paste the full address, starting with https://').nullable(),
}

/** A published source, complete enough for a reader to find it; `extra` are fields of the place where it stands. */
function citationWith<Extra extends z.ZodRawShape>(extra: Extra) {
  return z.object({ ...citationFields, ...extra }).refine(hasAddress, {
    path: ['doi'],
    error: 'Give the DOI or the web address, so that readers can find the source.',
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
  target: z.object(reference.shape, 'Choose the page that this links to.'),
})
const externalLink = z.object({
  _key: z.string(),
  _type: z.literal('externalLink'),
  href: z.url({ protocol: /^https?$/, error: 'Paste the full address, starting with https://' }),
})

const unknownToSite = 'The site does not know this kind of content. Take it out, or ask for it to be built.'

function blockOf<const Style extends string>(styles: readonly Style[]) {
  return z.object({
    _key: z.string(),
    _type: z.literal('block'),
    style: z.enum(styles, 'This style of paragraph is not known to the site.').nullable(),
    listItem: z.enum(['bullet', 'number'], 'This kind of list is not known to the site.').nullable(),
    level: z.int().positive().nullable(),
    children: z.array(z.discriminatedUnion('_type', [span, inlineCitation], unknownToSite)),
    markDefs: z.array(z.discriminatedUnion('_type', [internalLink, externalLink], unknownToSite)).nullable(),
  })
}

const block = blockOf(['normal', 'h2', 'h3', 'numberedHeading'])

const imageBlock = z.object({ ...image.shape, _key: z.string(), _type: z.literal('imageWithAlt') })

/** Paragraphs, lists and links: the text of callouts and answers. */
export const simpleText = z.array(blockOf(['normal']), 'Write the text.').min(1, 'Write the text.')

const callout = z.object({
  _key: z.string(),
  _type: z.literal('callout'),
  tone: oneOf(calloutTones, 'Choose what kind of callout this is.'),
  heading: requiredText('Give the callout a heading.'),
  text: simpleText,
})

const callToAction = z.object({ _key: z.string(), _type: z.literal('callToAction'), heading: text })

/** The text of articles, services and pages. A block that is not listed here is a fault of its document. */
export const portableText = z
  .array(
    z.discriminatedUnion('_type', [block, imageBlock, callout, callToAction], unknownToSite),
    'Write the text.',
  )
  .min(1, 'Write the text.')

export type Citation = z.infer<typeof citation>
export type PortableText = z.infer<typeof portableText>
export type SimpleText = z.infer<typeof simpleText>
export type TextBlock = z.infer<typeof block>
export type Callout = z.infer<typeof callout>
