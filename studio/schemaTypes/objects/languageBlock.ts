import { TranslateIcon } from '@sanity/icons/Translate'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { englishName, isLanguage, languages } from '#domain/languages.ts'
import { choices } from '#studio/documents/choices.ts'
import { requiredRichText } from '../rules.ts'

/** Words for those who read another language better, in the middle of a text: above all in the notice of language help. */
export const languageBlock = defineType({
  name: 'languageBlock',
  title: 'Text in another language',
  type: 'object',
  icon: TranslateIcon,
  fields: [
    defineField({
      name: 'language',
      title: 'Language',
      description:
        'Its own name is the heading. In a notice that the settings list, the foot of every page leads here.',
      type: 'string',
      options: { list: choices(languages) },
      validation: rule => rule.required().error(fieldRules.languageBlock.language),
    }),
    defineField({
      name: 'text',
      title: 'Text',
      type: 'simpleText',
      validation: rule => requiredRichText(rule, 'passage', fieldRules.languageBlock.text),
    }),
    defineField({
      name: 'showNumber',
      title: 'Show the number to call below the text',
      description: 'It is that of the settings, and follows when it changes.',
      type: 'boolean',
      initialValue: true,
    }),
  ],
  preview: {
    select: { language: 'language', text: 'text' },
    prepare: ({ language, text }) => ({
      title: isLanguage(language) ? englishName(language) : 'Text in another language',
      subtitle: firstWords(text),
    }),
  },
})

function firstWords(text: unknown): string {
  const children: unknown = Object(Array.isArray(text) ? text[0] : null).children
  return (Array.isArray(children) ? children : []).map(child => Object(child).text ?? '').join('')
}
