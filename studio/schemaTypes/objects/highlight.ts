import { StarIcon } from '@sanity/icons/Star'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { linkTargets } from '../linkTargets.ts'
import { shortText } from '../rules.ts'
import { textField } from '../text-field.ts'

/** One thing that the home page points at: a finding with its source, an invitation, a treatment. */
export const highlight = defineType({
  name: 'highlight',
  title: 'Highlight',
  type: 'object',
  icon: StarIcon,
  fields: [
    textField({ name: 'heading', title: 'Heading', rule: fieldRules.highlight.heading }),
    textField({ name: 'text', title: 'Text', rows: 4, rule: fieldRules.highlight.text }),
    defineField({
      name: 'citation',
      title: 'Source',
      description: 'Needed when the text speaks of a study.',
      type: 'citation',
    }),
    defineField({
      name: 'link',
      title: 'Links to',
      type: 'reference',
      weak: true,
      to: linkTargets,
    }),
    defineField({
      name: 'linkLabel',
      title: 'Words of the link',
      description: 'Say where it leads: “Read about group therapy”, never “Click here”.',
      type: 'string',
      hidden: ({ parent }) => !parent?.link,
      validation: rule => [
        rule.custom((label, context) => {
          const parent = context.parent
          const hasLink = typeof parent === 'object' && parent !== null && 'link' in parent
          return !hasLink || Boolean(label?.trim()) || fieldRules.highlight.linkLabel
        }),
        shortText(rule, 'label'),
      ],
    }),
    defineField({
      name: 'showCallToAction',
      title: 'Show the call and text buttons',
      type: 'boolean',
      initialValue: false,
    }),
  ],
  preview: { select: { title: 'heading', subtitle: 'text' } },
})
