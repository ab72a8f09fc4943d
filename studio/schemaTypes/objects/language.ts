import { defineField } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { isLanguage, languages } from '#domain/languages.ts'
import type { AddressedType } from '#domain/page-path.ts'
import { choices } from '#studio/documents/choices.ts'
import { translationFault } from '#studio/translations/translation-fault.ts'

/** In what language a document with a page is, where it is another than the site's, and which page it translates. */
export function languageFields(type: AddressedType, group: string) {
  return [
    defineField({
      name: 'language',
      title: 'Language',
      description: 'Left empty, it is English, the language of the site.',
      type: 'string',
      group,
      options: { list: choices(languages) },
      validation: rule =>
        rule.custom(language => !language || isLanguage(language) || fieldRules.translation.language),
    }),
    defineField({
      name: 'translationOf',
      title: 'Translation of',
      description: 'Each of the two pages then leads to the other. Left empty, the page stands by itself.',
      type: 'reference',
      weak: true,
      group,
      to: [{ type }],
      options: {
        disableNew: true,
        filter: originalFilter,
      },
      hidden: ({ document }) => !document?.language,
      validation: rule =>
        rule.custom(async (reference, context) =>
          reference?._ref ? ((await translationFault(reference._ref, context)) ?? true) : true,
        ),
    }),
  ]
}

/** Which pages the form offers as the original of a document. One that is in English again keeps, hidden, what it translated before. */
export function originalFilter({ document }: { document: object }) {
  return {
    filter:
      '(!defined(translationOf) || coalesce(language, "") == "") && coalesce(language, "") != $language',
    params: { language: Object(document).language ?? '' },
  }
}
