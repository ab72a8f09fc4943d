import { DocumentTextIcon } from '@sanity/icons/DocumentText'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { afterLanguage } from '#studio/documents/after-language.ts'
import { EntryDiff } from '#studio/inputs/typed-entry/EntryDiff.tsx'
import { StatePreview } from '#studio/structure/StatePreview.tsx'
import { WritingForm } from '#studio/writing-help/WritingForm.tsx'
import { summaryField } from '../list-fields.ts'
import { languageFields } from '../objects/language.ts'
import { slugField } from '../objects/slug.ts'
import {
  dateOrFault,
  momentOrFault,
  ownWords,
  requiredRichText,
  requiredText,
  shortList,
  shortText,
} from '../rules.ts'

/** Something that patients read: written by a person, reviewed by a clinician, with its sources. */
export const article = defineType({
  name: 'article',
  title: 'Article',
  type: 'document',
  icon: DocumentTextIcon,
  groups: [
    { name: 'content', title: 'Text', default: true },
    { name: 'page', title: 'Summary, address, picture' },
    { name: 'review', title: 'Author and review' },
    { name: 'more', title: 'Topics and sources' },
  ],
  fields: [
    defineField({
      name: 'title',
      title: 'Title',
      type: 'string',
      group: 'content',
      validation: rule => [
        ...requiredText(rule, fieldRules.article.title),
        rule.max(90).warning('Search engines cut titles after about 60 to 90 characters.'),
      ],
    }),
    defineField({
      name: 'body',
      title: 'Text',
      type: 'portableText',
      group: 'content',
      validation: rule => requiredRichText(rule, 'body', fieldRules.article.body),
    }),
    summaryField(fieldRules.article.summary),
    slugField({ source: 'title', group: 'page' }),
    ...languageFields('article', 'page'),
    defineField({ name: 'image', title: 'Picture', type: 'imageWithAlt', group: 'page' }),
    defineField({
      name: 'publishedAt',
      title: 'Published at',
      description: 'An article with a date that lies ahead waits until then.',
      type: 'datetime',
      components: { diff: EntryDiff },
      group: 'review',
      initialValue: () => new Date().toISOString(),
      validation: rule => [
        ownWords(rule).required().error(fieldRules.article.publishedAt),
        ownWords(rule).custom(publishedAt => !publishedAt || momentOrFault(publishedAt)),
      ],
    }),
    defineField({
      name: 'author',
      title: 'Author',
      type: 'reference',
      weak: true,
      group: 'review',
      to: [{ type: 'person' }],
      validation: rule => rule.required().error(fieldRules.article.author),
    }),
    defineField({
      name: 'reviewer',
      title: 'Clinical reviewer',
      type: 'reference',
      weak: true,
      group: 'review',
      to: [{ type: 'person' }],
      validation: rule => [
        // A level holds for all that its rule checks: by itself, a reference that leads nowhere stays an error.
        rule,
        rule.required().warning('Patients trust an article more when a clinician has reviewed it.'),
      ],
    }),
    defineField({
      name: 'lastReviewed',
      title: 'Last reviewed',
      type: 'date',
      components: { diff: EntryDiff },
      options: { direction: 'back' },
      group: 'review',
      validation: rule =>
        ownWords(rule).custom((lastReviewed, { document }) =>
          lastReviewed ? dateOrFault(lastReviewed) : !document?.reviewer || fieldRules.article.lastReviewed,
        ),
    }),
    defineField({
      name: 'reviewIntervalMonths',
      title: 'Review again after (months)',
      type: 'number',
      options: { unit: 'month' },
      group: 'review',
      initialValue: 12,
      validation: rule =>
        rule.required().integer().min(1).max(60).error(fieldRules.article.reviewIntervalMonths),
    }),
    defineField({
      name: 'topics',
      title: 'Topics',
      description:
        'Each topic has a page that lists its articles. Use the ones you have before you add another.',
      type: 'array',
      group: 'more',
      of: [defineArrayMember({ type: 'string', validation: rule => shortText(rule, 'term') })],
      options: { layout: 'tags' },
      validation: rule => [rule.unique().error('Each topic can be listed once.'), shortList(rule, 'topics')],
    }),
    defineField({
      name: 'sources',
      title: 'Further sources',
      description:
        'Sources cited inside the text are listed by themselves; add only what is not cited there.',
      type: 'array',
      group: 'more',
      of: [defineArrayMember({ type: 'citation' })],
      validation: rule => shortList(rule, 'sources'),
    }),
    defineField({
      name: 'related',
      title: 'Related pages',
      type: 'array',
      group: 'more',
      of: [
        defineArrayMember({ type: 'reference', weak: true, to: [{ type: 'article' }, { type: 'service' }] }),
      ],
      validation: rule => [rule.unique().error('Each page can be listed once.'), shortList(rule, 'related')],
    }),
  ],
  orderings: [
    { title: 'Newest first', name: 'publishedAt', by: [{ field: 'publishedAt', direction: 'desc' }] },
    {
      title: 'Longest without review',
      name: 'lastReviewed',
      by: [{ field: 'lastReviewed', direction: 'asc' }],
    },
  ],
  preview: {
    select: { _id: '_id', title: 'title', summary: 'summary', media: 'image', language: 'language' },
    prepare: ({ summary, ...rest }) => ({ ...rest, subtitle: afterLanguage(rest.language, summary) }),
  },
  components: { input: WritingForm, preview: StatePreview },
})
