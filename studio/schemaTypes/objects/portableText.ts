import { LaunchIcon } from '@sanity/icons/Launch'
import { LinkIcon } from '@sanity/icons/Link'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { linkAddressFault } from '#domain/link-address.ts'
import { paragraphFault } from '#domain/paragraphs.ts'
import {
  decorators,
  linkTypes,
  listKinds,
  paragraphStyles,
  plainParagraph,
  textObjects,
} from '#domain/vocabulary.ts'
import { choices } from '#studio/documents/choices.ts'
import { linkTargets } from '../linkTargets.ts'
import { pictureFault } from './imageWithAlt.ts'

/** A link to a document: it follows the document when its address changes. */
const internalLink = defineArrayMember({
  name: 'internalLink',
  title: 'Link to a page of this site',
  description: 'Follows the page when its address changes.',
  type: 'object',
  icon: LinkIcon,
  fields: [
    defineField({
      name: 'target',
      title: 'Page',
      type: 'reference',
      weak: true,
      to: linkTargets,
      validation: rule => rule.required().error(fieldRules.internalLink.target),
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
      description:
        'The full address, starting with https://, or mailto: and an e-mail address. For the number of the clinic, insert “Call and text buttons” instead.',
      type: 'url',
      validation: rule => {
        const address = rule.uri({ allowRelative: true, scheme: /^[a-z][a-z0-9+.-]*$/i })
        return [
          address.custom(href => linkAddressFault(href ?? '') ?? true),
          address
            .custom(href => !href?.startsWith('/') || 'Choose the page with “Link to a page of this site”.')
            .warning(),
        ]
      },
    }),
  ],
})

const links = { internalLink, externalLink }

/** What a paragraph can hold is what the site shows, no more. */
function paragraphs(styles: readonly { title: string; value: string }[]) {
  return defineArrayMember({
    type: 'block',
    styles: choices(styles),
    lists: choices(listKinds),
    marks: { decorators: choices(decorators), annotations: linkTypes.map(type => links[type]) },
    of: [defineArrayMember({ type: 'citation' })],
    validation: rule => rule.custom(block => (block ? paragraphFault(block) : null) ?? true),
  })
}

const picture = defineArrayMember({
  type: 'imageWithAlt',
  validation: rule => [
    rule.custom(pictureFault),
    rule.assetRequired().error('Upload the picture, or take it out of the text.'),
  ],
})

/** The text of articles, services and pages: headings, lists, links, pictures, tables, callouts, buttons and sources. */
export const portableText = defineType({
  name: 'portableText',
  title: 'Text',
  type: 'array',
  of: [
    paragraphs(paragraphStyles),
    ...textObjects.map(type => (type === 'imageWithAlt' ? picture : defineArrayMember({ type }))),
  ],
})

/** Text inside a callout or an answer: paragraphs, lists, links and sources only. */
export const simpleText = defineType({
  name: 'simpleText',
  title: 'Text',
  type: 'array',
  of: [paragraphs([plainParagraph])],
})
