import { UserIcon } from '@sanity/icons/User'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { slugField } from '../objects/slug.ts'
import { place, requiredText, shortText } from '../rules.ts'

/** Someone who works at the clinic: on the team page, as an author, as a clinical reviewer. */
export const person = defineType({
  name: 'person',
  title: 'Person',
  type: 'document',
  icon: UserIcon,
  fields: [
    defineField({
      name: 'name',
      title: 'Name',
      type: 'string',
      validation: rule => requiredText(rule, fieldRules.person.name),
    }),
    slugField({ source: 'name' }),
    defineField({
      name: 'credentials',
      title: 'Credentials',
      description: 'After the name: MD, LPCC, PMHNP-BC',
      type: 'string',
      validation: rule => shortText(rule, 'term'),
    }),
    defineField({
      name: 'role',
      title: 'Role at the clinic',
      type: 'string',
      validation: rule => requiredText(rule, fieldRules.person.role),
    }),
    defineField({
      name: 'biography',
      title: 'About',
      type: 'text',
      rows: 4,
      validation: rule => requiredText(rule, fieldRules.person.biography),
    }),
    defineField({ name: 'photo', title: 'Photo', type: 'imageWithAlt' }),
    defineField({
      name: 'order',
      title: 'Place in lists',
      description: 'Lower numbers come first.',
      type: 'number',
      initialValue: 100,
      validation: place,
    }),
  ],
  orderings: [{ title: 'Place in lists', name: 'order', by: [{ field: 'order', direction: 'asc' }] }],
  preview: {
    select: { name: 'name', credentials: 'credentials', role: 'role', media: 'photo' },
    prepare: ({ name, credentials, role, media }) => ({
      title: [name, credentials].filter(Boolean).join(', '),
      subtitle: role,
      media,
    }),
  },
})
