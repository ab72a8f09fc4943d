import { HeartIcon } from '@sanity/icons/Heart'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { regulatoryStatuses } from '#domain/vocabulary.ts'
import { afterLanguage } from '#studio/documents/after-language.ts'
import { choices, choiceTitle } from '#studio/documents/choices.ts'
import { RegulatoryNoteInput } from '#studio/patients-view/RegulatoryNoteInput.tsx'
import { PlacesField, PlacesInput } from '#studio/places/PlaceInput.tsx'
import { placeFault } from '#studio/places/place-rules.ts'
import { WritingForm } from '#studio/writing-help/WritingForm.tsx'
import { orderField, summaryField } from '../list-fields.ts'
import { languageFields } from '../objects/language.ts'
import { slugField } from '../objects/slug.ts'
import { requiredRichText, shortList, shortText } from '../rules.ts'
import { textField } from '../text-field.ts'

/** Something that the clinic offers: a treatment, a therapy, a group. */
export const service = defineType({
  name: 'service',
  title: 'Service',
  type: 'document',
  icon: HeartIcon,
  components: { input: WritingForm },
  groups: [
    { name: 'content', title: 'Text', default: true },
    { name: 'page', title: 'Summary, address, picture' },
    { name: 'claims', title: 'Status and claims' },
    { name: 'questions', title: 'Questions' },
  ],
  fields: [
    textField({ name: 'title', title: 'Name', group: 'content', rule: fieldRules.service.title }),
    defineField({
      name: 'body',
      title: 'Text',
      type: 'portableText',
      group: 'content',
      validation: rule => requiredRichText(rule, 'body', fieldRules.service.body),
    }),
    summaryField(fieldRules.service.summary),
    slugField({ source: 'title', sourceName: 'name', group: 'page' }),
    defineField({
      name: 'isGroup',
      title: 'This is a group',
      description: 'Groups have start dates, and stand on the group-therapy page.',
      type: 'boolean',
      group: 'page',
      initialValue: false,
    }),
    defineField({
      name: 'places',
      title: 'Where it is offered',
      description:
        'The page of the service names them. A group at one place meets there, unless its start names another. Left empty, nothing is said.',
      type: 'array',
      group: 'page',
      components: { field: PlacesField, input: PlacesInput },
      of: [
        defineArrayMember({
          type: 'string',
          validation: rule => shortText(rule, 'term'),
        }),
      ],
      validation: rule => [
        rule.unique().error('Each place can be listed once.'),
        shortList(rule, 'places'),
        rule.custom<unknown[]>(async (places, context) => {
          const faults = await Promise.all((places ?? []).map(place => placeFault(String(place), context)))
          return faults.find(fault => fault !== null) ?? true
        }),
      ],
    }),
    ...languageFields('service', 'page'),
    defineField({ name: 'image', title: 'Picture', type: 'imageWithAlt', group: 'page' }),
    orderField('page'),
    defineField({
      name: 'regulatoryStatus',
      title: 'Regulatory status',
      description: 'The page carries the disclosure that belongs to it.',
      type: 'string',
      group: 'claims',
      options: { list: choices(regulatoryStatuses), layout: 'radio' },
      initialValue: 'notApplicable',
      validation: rule => rule.required().error(fieldRules.service.regulatoryStatus),
    }),
    defineField({
      name: 'regulatoryNote',
      title: 'What the status means here',
      components: { input: RegulatoryNoteInput },
      description: 'For example what it is approved or cleared for, and how it is used in this clinic.',
      type: 'text',
      rows: 3,
      group: 'claims',
      hidden: ({ document }) => document?.regulatoryStatus === 'notApplicable',
      validation: rule => [
        rule.custom((note, { document }) =>
          !document?.regulatoryStatus || document.regulatoryStatus === 'notApplicable' || note?.trim()
            ? true
            : fieldRules.service.regulatoryNote,
        ),
        shortText(rule, 'note'),
      ],
    }),
    defineField({
      name: 'conditions',
      title: 'Helps with',
      description: 'Conditions, one a line: “Treatment-resistant depression”.',
      type: 'array',
      group: 'claims',
      of: [defineArrayMember({ type: 'string', validation: rule => shortText(rule, 'term') })],
      validation: rule => [
        rule.unique().error('Each condition can be listed once.'),
        shortList(rule, 'conditions'),
      ],
    }),
    defineField({
      name: 'questions',
      title: 'Questions and answers',
      type: 'array',
      group: 'questions',
      of: [defineArrayMember({ type: 'questionAndAnswer' })],
      validation: rule => shortList(rule, 'questions'),
    }),
  ],
  orderings: [{ title: 'Place in lists', name: 'order', by: [{ field: 'order', direction: 'asc' }] }],
  preview: {
    select: {
      title: 'title',
      isGroup: 'isGroup',
      status: 'regulatoryStatus',
      media: 'image',
      language: 'language',
    },
    prepare: ({ title, isGroup, status, media, language }) => {
      const regulated = status === 'notApplicable' ? 'Service' : choiceTitle(regulatoryStatuses, status)
      return { title, media, subtitle: afterLanguage(language, isGroup ? 'Group' : regulated) }
    },
  },
})
