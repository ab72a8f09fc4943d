import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { calloutTones } from '#domain/vocabulary.ts'
import { choices, choiceTitle } from '#studio/documents/choices.ts'
import { requiredRichText } from '../rules.ts'
import { textField } from '../text-field.ts'

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
      validation: rule => rule.required().error(fieldRules.callout.tone),
    }),
    textField({ name: 'heading', title: 'Heading', rule: fieldRules.callout.heading }),
    defineField({
      name: 'text',
      title: 'Text',
      type: 'simpleText',
      validation: rule => requiredRichText(rule, 'passage', fieldRules.callout.text),
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
