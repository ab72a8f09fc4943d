import { HelpCircleIcon } from '@sanity/icons/HelpCircle'
import { defineField, defineType } from 'sanity'
import { requiredRichText, requiredText } from '../rules.ts'

/** A question that patients ask, and the clinic's answer. */
export const questionAndAnswer = defineType({
  name: 'questionAndAnswer',
  title: 'Question and answer',
  type: 'object',
  icon: HelpCircleIcon,
  fields: [
    defineField({
      name: 'question',
      title: 'Question',
      type: 'string',
      validation: rule => requiredText(rule, 'sentence', 'Write the question as a patient would ask it.'),
    }),
    defineField({
      name: 'answer',
      title: 'Answer',
      type: 'simpleText',
      validation: rule => requiredRichText(rule, 'passage', 'Write the answer.'),
    }),
  ],
  preview: { select: { title: 'question' } },
})
