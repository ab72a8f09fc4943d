import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { pasteAddress } from '#domain/link-address.ts'
import { requiredText, shortText, webAddress } from '../rules.ts'

/** Where the clinic is, in the parts that schema.org's PostalAddress names. */
export const postalAddress = defineType({
  name: 'postalAddress',
  title: 'Address',
  type: 'object',
  fields: [
    required('street', 'Street and number'),
    required('locality', 'City'),
    required('region', 'State', 'Two letters: OH'),
    required('postalCode', 'ZIP code'),
    defineField({
      name: 'mapUrl',
      title: 'Link to a map',
      description: 'A plain link: no map is loaded on the page.',
      type: 'url',
      validation: rule => [rule.uri({ scheme: ['https'] }).error(pasteAddress), webAddress(rule)],
    }),
    defineField({
      name: 'directions',
      title: 'Parking and directions',
      type: 'text',
      rows: 2,
      validation: rule => shortText(rule, 'note'),
    }),
  ],
})

function required(name: keyof typeof fieldRules.postalAddress, title: string, description?: string) {
  return defineField({
    name,
    title,
    description,
    type: 'string',
    validation: rule => requiredText(rule, fieldRules.postalAddress[name]),
  })
}
