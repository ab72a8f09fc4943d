import { HomeIcon } from '@sanity/icons/Home'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { sectionsField, sectionsFieldset } from '../objects/homeSection.ts'
import { requiredText, shortList } from '../rules.ts'

/** What a visitor reads first: opening words, then highlights. */
export const homePage = defineType({
  name: 'homePage',
  title: 'Home page',
  type: 'document',
  icon: HomeIcon,
  fieldsets: [sectionsFieldset],
  fields: [
    defineField({
      name: 'heading',
      title: 'Opening words',
      type: 'string',
      validation: rule => requiredText(rule, fieldRules.homePage.heading),
    }),
    defineField({
      name: 'introduction',
      title: 'Introduction',
      description: 'Who you help, with what, and how to begin. Two or three short sentences.',
      type: 'text',
      rows: 3,
      validation: rule => requiredText(rule, fieldRules.homePage.introduction),
    }),
    defineField({
      name: 'highlights',
      title: 'Highlights',
      type: 'array',
      of: [defineArrayMember({ type: 'highlight' })],
      validation: rule => shortList(rule, 'highlights'),
    }),
    sectionsField,
  ],
  preview: { prepare: () => ({ title: 'Home page', subtitle: 'Opening words and highlights' }) },
})
