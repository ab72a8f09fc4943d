import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { defineField, defineType } from 'sanity'
import { calloutTones } from '#domain/vocabulary.ts'
import { choices, choiceTitle } from '#studio/documents/choices.ts'
import { requiredRichText, requiredText } from '../rules.ts'

/** A box that stands out of the text: care advice, a warning, or what to do at once. */
export const callout = defineType({
  name: 'callout',
  title: 'Callout',
  type: 'object',
  icon: WarningOutlineIcon,
  fields: [
    defineField({
      name: 'tone',
      title: 'Kind',
      type: 'string',
      options: { list: choices(calloutTones), layout: 'radio' },
      initialValue: 'care',
      validation: rule => rule.required().error('Choose what kind of callout this is.'),
    }),
    defineField({
      name: 'heading',
      title: 'Heading',
      type: 'string',
      validation: rule => requiredText(rule, 'heading', 'Give the callout a heading.'),
    }),
    defineField({
      name: 'text',
      title: 'Text',
      type: 'simpleText',
      validation: rule => requiredRichText(rule, 'passage', 'Write the text of the callout.'),
    }),
  ],
  preview: {
    select: { heading: 'heading', tone: 'tone' },
    prepare: ({ heading, tone }) => ({
      title: heading || 'Callout',
      subtitle: choiceTitle(calloutTones, tone),
    }),
  },
})
