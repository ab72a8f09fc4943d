import { HomeIcon } from '@sanity/icons/Home'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { requiredText, shortList } from '../rules.ts'

/** What a visitor reads first: opening words, then highlights. */
export const homePage = defineType({
  name: 'homePage',
  title: 'Home page',
  type: 'document',
  icon: HomeIcon,
  fields: [
    defineField({
      name: 'heading',
      title: 'Opening words',
      type: 'string',
      validation: rule => requiredText(rule, 'heading', 'Write the opening words of the home page.'),
    }),
    defineField({
      name: 'introduction',
      title: 'Introduction',
      description: 'Who you help, with what, and how to begin. Two or three short sentences.',
      type: 'text',
      rows: 3,
      validation: rule =>
        requiredText(rule, 'summary', 'Write two or three sentences below the opening words.'),
    }),
    defineField({
      name: 'highlights',
      title: 'Highlights',
      type: 'array',
      of: [defineArrayMember({ type: 'highlight' })],
      validation: rule => shortList(rule, 'highlights'),
    }),
  ],
  preview: { prepare: () => ({ title: 'Home page', subtitle: 'Opening words and highlights' }) },
})
