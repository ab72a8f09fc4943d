import { DocumentIcon } from '@sanity/icons/Document'
import { defineField, defineType } from 'sanity'
import { formatDate } from '#domain/clinic-time.ts'
import { fieldRules } from '#domain/field-rules.ts'
import { isDate } from '#domain/iso-time.ts'
import { isReservedPageSlug } from '#domain/routes.ts'
import { pageKinds } from '#domain/vocabulary.ts'
import { afterLanguage } from '#studio/documents/after-language.ts'
import { choices, choiceTitle } from '#studio/documents/choices.ts'
import { EntryDiff } from '#studio/inputs/typed-entry/EntryDiff.tsx'
import { StatePreview } from '#studio/structure/StatePreview.tsx'
import { WritingForm } from '#studio/writing-help/WritingForm.tsx'
import { languageFields } from '../objects/language.ts'
import { slugField } from '../objects/slug.ts'
import { dateOrFault, ownWords, requiredRichText } from '../rules.ts'
import { textField } from '../text-field.ts'
import { wasRead } from '../unread-notice.ts'

/** A page of its own: about the clinic, or a notice that the law or good practice asks for. */
export const page = defineType({
  name: 'page',
  title: 'Page',
  type: 'document',
  icon: DocumentIcon,
  groups: [
    { name: 'content', title: 'Text', default: true },
    { name: 'page', title: 'Summary, address, kind' },
  ],
  fields: [
    // Before the text: who opens a notice most often opens it to confirm it.
    defineField({
      name: 'lastConfirmed',
      title: 'Last confirmed',
      description: 'When somebody at the clinic last checked that the notice still holds.',
      type: 'date',
      group: 'content',
      components: { diff: EntryDiff },
      options: { direction: 'back' },
      hidden: ({ document }) => document?.kind !== 'notice',
      validation: rule =>
        ownWords(rule).custom((lastConfirmed, { document }) => {
          if (lastConfirmed) return dateOrFault(lastConfirmed)
          return document?.kind !== 'notice' || fieldRules.page.lastConfirmed
        }),
    }),
    textField({ name: 'title', title: 'Title', group: 'content', rule: fieldRules.page.title }),
    defineField({
      name: 'body',
      title: 'Text',
      type: 'portableText',
      group: 'content',
      validation: rule => [...requiredRichText(rule, 'body', fieldRules.page.body), rule.custom(wasRead)],
    }),
    textField({
      name: 'summary',
      title: 'Summary',
      description: 'One sentence, shown by search engines.',
      rows: 2,
      group: 'page',
      rule: fieldRules.page.summary,
    }),
    slugField({ source: 'title', group: 'page', isReserved: isReservedPageSlug }),
    ...languageFields('page', 'page'),
    defineField({
      name: 'kind',
      title: 'Kind',
      type: 'string',
      group: 'page',
      options: { list: choices(pageKinds), layout: 'radio' },
      initialValue: 'page',
      validation: rule => rule.required().error(fieldRules.page.kind),
    }),
  ],
  preview: {
    select: {
      _id: '_id',
      title: 'title',
      kind: 'kind',
      lastConfirmed: 'lastConfirmed',
      language: 'language',
    },
    prepare: ({ _id, title, kind, lastConfirmed, language }) => {
      const confirmed = isDate(lastConfirmed)
        ? `last confirmed ${formatDate(lastConfirmed)}`
        : 'never confirmed'
      const words = kind === 'notice' ? `Notice · ${confirmed}` : choiceTitle(pageKinds, kind)
      return { _id, title, language, subtitle: afterLanguage(language, words) }
    },
  },
  orderings: [
    { title: 'Title', name: 'title', by: [{ field: 'title', direction: 'asc' }] },
    {
      title: 'Longest without confirmation',
      name: 'lastConfirmed',
      by: [{ field: 'lastConfirmed', direction: 'asc' }],
    },
  ],
  components: { input: WritingForm, preview: StatePreview },
})
