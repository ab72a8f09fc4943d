import { LaunchIcon } from '@sanity/icons/Launch'
import { LinkIcon } from '@sanity/icons/Link'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { linkTargets } from './linkTargets.ts'

const decorators = [
  { title: 'Strong', value: 'strong' },
  { title: 'Emphasis', value: 'em' },
]

const lists = [
  { title: 'Bullets', value: 'bullet' },
  { title: 'Numbers', value: 'number' },
]

/** A link to a document: it follows the document when its address changes. */
const internalLink = defineArrayMember({
  name: 'internalLink',
  title: 'Link to a page of this site',
  type: 'object',
  icon: LinkIcon,
  fields: [
    defineField({
      name: 'target',
      title: 'Page',
      type: 'reference',
      to: linkTargets,
      validation: rule => rule.required().error('Choose the page that this links to.'),
    }),
  ],
})

const externalLink = defineArrayMember({
  name: 'externalLink',
  title: 'Link to another website',
  type: 'object',
  icon: LaunchIcon,
  fields: [
    defineField({
      name: 'href',
      title: 'Address',
      type: 'url',
      validation: rule =>
        rule
          .required()
          .uri({ scheme: ['https', 'http'] })
          .error('Paste the full address, starting with https://'),
    }),
  ],
})

/** The text of articles, services and pages: headings, lists, links, pictures, callouts, buttons and sources. */
export const portableText = defineType({
  name: 'portableText',
  title: 'Text',
  type: 'array',
  of: [
    defineArrayMember({
      type: 'block',
      styles: [
        { title: 'Paragraph', value: 'normal' },
        { title: 'Heading', value: 'h2' },
        { title: 'Numbered heading', value: 'numberedHeading' },
        { title: 'Smaller heading', value: 'h3' },
      ],
      lists,
      marks: { decorators, annotations: [internalLink, externalLink] },
      of: [defineArrayMember({ type: 'citation' })],
    }),
    defineArrayMember({ type: 'imageWithAlt' }),
    defineArrayMember({ type: 'callout' }),
    defineArrayMember({ type: 'callToAction' }),
  ],
})

/** Text inside a callout or an answer: paragraphs, lists and links only. */
export const simpleText = defineType({
  name: 'simpleText',
  title: 'Text',
  type: 'array',
  of: [
    defineArrayMember({
      type: 'block',
      styles: [{ title: 'Paragraph', value: 'normal' }],
      lists,
      marks: { decorators, annotations: [internalLink, externalLink] },
      of: [defineArrayMember({ type: 'citation' })],
    }),
  ],
})
