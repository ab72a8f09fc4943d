import { BlockElementIcon } from '@sanity/icons/BlockElement'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { homeSections } from '#domain/vocabulary.ts'
import { choices, choiceTitle } from '#studio/documents/choices.ts'
import { shortList } from '../rules.ts'

/** One section of the home page. Its words come from where they are written: services, articles, settings. */
export const homeSection = defineType({
  name: 'homeSection',
  title: 'Section',
  type: 'object',
  icon: BlockElementIcon,
  fields: [
    defineField({
      name: 'kind',
      title: 'Section',
      type: 'string',
      options: { list: choices(homeSections), layout: 'radio' },
      validation: rule => rule.required().error(fieldRules.homeSection.kind),
    }),
  ],
  preview: {
    select: { kind: 'kind' },
    prepare: ({ kind }) => ({ title: choiceTitle(homeSections, kind) || 'No section yet' }),
  },
})

export const sectionsFieldset = {
  name: 'order',
  title: 'Order of the sections',
  options: { collapsible: true, collapsed: true },
}

export const sectionsField = defineField({
  name: 'sections',
  title: 'Sections below the opening words',
  description:
    'Left empty: services, the next group, highlights, latest articles, visit us. To leave one out, add one or change the order, list the sections you want. A section with nothing to show stays away.',
  type: 'array',
  fieldset: sectionsFieldset.name,
  of: [defineArrayMember({ type: 'homeSection' })],
  validation: rule => [
    rule
      .custom<{ kind?: string }[]>(sections => {
        const kinds = (sections ?? []).flatMap(({ kind }) => kind ?? [])
        return new Set(kinds).size === kinds.length || fieldRules.homeSection.unique
      })
      .error(),
    shortList(rule, 'homeSections'),
  ],
})
