import { HomeIcon } from '@sanity/icons/Home'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { HomePictureInput } from '#studio/home-page/HomePictureInput.tsx'
import { sectionsField, sectionsFieldset } from '../objects/homeSection.ts'
import { photoField } from '../photo-field.ts'
import { shortList } from '../rules.ts'
import { textField } from '../text-field.ts'

/** What a visitor meets first: opening words with a photo, then highlights. */
export const homePage = defineType({
  name: 'homePage',
  title: 'Home page',
  type: 'document',
  icon: HomeIcon,
  fieldsets: [sectionsFieldset],
  fields: [
    textField({ name: 'heading', title: 'Opening words', rule: fieldRules.homePage.heading }),
    textField({
      name: 'introduction',
      title: 'Introduction',
      description: 'Who you help, with what, and how to begin. Two or three short sentences.',
      rows: 3,
      rule: fieldRules.homePage.introduction,
    }),
    photoField({
      name: 'picture',
      title: 'Photo',
      description:
        'Your house, a room, your team: in place of the drawing, and beside shared links unless Settings have a picture for them. Nobody who comes to you for help may be on it. Arranged as “Centered” or “Columns”, wide screens leave out some of its top and bottom.',
      input: HomePictureInput,
      least: { width: 1200, height: 900 },
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
