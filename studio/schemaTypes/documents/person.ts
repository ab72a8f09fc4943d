import { UserIcon } from '@sanity/icons/User'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { orderField } from '../list-fields.ts'
import { slugField } from '../objects/slug.ts'
import { textField } from '../text-field.ts'

/** Someone who works at the clinic: on the team page, as an author, as a clinical reviewer. */
export const person = defineType({
  name: 'person',
  title: 'Person',
  type: 'document',
  icon: UserIcon,
  fields: [
    textField({ name: 'name', title: 'Name', rule: fieldRules.person.name }),
    slugField({ source: 'name' }),
    textField({
      name: 'credentials',
      title: 'Credentials',
      description: 'After the name: MD, LPCC, PMHNP-BC',
      rule: 'term',
    }),
    textField({ name: 'role', title: 'Role at the clinic', rule: fieldRules.person.role }),
    textField({ name: 'biography', title: 'About', rows: 4, rule: fieldRules.person.biography }),
    defineField({ name: 'photo', title: 'Photo', type: 'imageWithAlt' }),
    orderField(),
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
