import { BlockElementIcon } from '@sanity/icons/BlockElement'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { homeSections, usualHomeSections } from '#domain/vocabulary.ts'
import { choices, choiceTitle } from '#studio/documents/choices.ts'
import { SectionHeadingInput } from '#studio/home-page/SectionHeadingInput.tsx'
import { usualListInput } from '#studio/inputs/UsualListInput.tsx'
import { shortList, visibleText } from '../rules.ts'

/** One section of the home page, with its heading. Other words come from where they are written: services, articles, settings. */
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
    defineField({
      name: 'heading',
      title: 'Heading',
      description:
        'Left empty, patients read the words in gray; above highlights, they are only read aloud to those who do not see the page.',
      type: 'string',
      components: { input: SectionHeadingInput },
      validation: rule => visibleText(rule, fieldRules.homeSection.heading),
    }),
  ],
  preview: {
    select: { kind: 'kind', heading: 'heading' },
    prepare: ({ kind, heading }) => {
      const title = choiceTitle(homeSections, kind) || 'No section yet'
      return { title: heading || title, subtitle: heading ? title : undefined }
    },
  },
})

export const sectionsFieldset = {
  name: 'order',
  title: 'Sections and their headings',
  options: { collapsible: true, collapsed: true },
}

export const sectionsField = defineField({
  name: 'sections',
  title: 'Sections below the opening words',
  description:
    'Left empty: services, the next group, highlights, latest articles, visit us. To leave one out, add one, change the order or give one a heading of your own, begin with the usual ones, and change those. A section with nothing to show stays away.',
  type: 'array',
  fieldset: sectionsFieldset.name,
  of: [defineArrayMember({ type: 'homeSection' })],
  components: {
    input: usualListInput(usualHomeSections.map(kind => ({ _key: kind, _type: 'homeSection', kind }))),
  },
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
