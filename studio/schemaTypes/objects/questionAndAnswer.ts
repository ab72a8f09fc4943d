import { HelpCircleIcon } from '@sanity/icons/HelpCircle'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { requiredRichText } from '../rules.ts'
import { textField } from '../text-field.ts'

/** A question that patients ask, and the clinic's answer. */
export const questionAndAnswer = defineType({
  name: 'questionAndAnswer',
  title: 'Question and answer',
  type: 'object',
  icon: HelpCircleIcon,
  fields: [
    textField({ name: 'question', title: 'Question', rule: fieldRules.questionAndAnswer.question }),
    defineField({
      name: 'answer',
      title: 'Answer',
      type: 'simpleText',
      validation: rule => requiredRichText(rule, 'passage', fieldRules.questionAndAnswer.answer),
    }),
  ],
  preview: { select: { title: 'question' } },
})
