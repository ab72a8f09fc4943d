import { PinIcon } from '@sanity/icons/Pin'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { isPlaceKey } from '#domain/places.ts'
import { OtherPlacesInput } from '#studio/places/OtherPlacesInput.tsx'
import { describeLostPlaces } from '#studio/places/place-rules.ts'
import { phoneField } from '../phone-field.ts'
import { shortList } from '../rules.ts'
import { textField } from '../text-field.ts'
import { specialHoursField } from './specialHours.ts'

/** Another place of the clinic, with its own address, hours and numbers. */
export const otherPlace = defineType({
  name: 'otherPlace',
  title: 'Place',
  type: 'object',
  icon: PinIcon,
  fields: [
    textField({
      name: 'name',
      title: 'Name',
      description: 'As patients call it: “Lakeside office”.',
      rule: fieldRules.otherPlace.name,
    }),
    defineField({
      name: 'address',
      title: 'Address',
      type: 'postalAddress',
      validation: rule => rule.required().error(fieldRules.otherPlace.address),
    }),
    defineField({
      name: 'openingHours',
      title: 'Opening hours',
      description: 'Days that are not listed are closed. Left empty, no hours are shown.',
      type: 'array',
      of: [defineArrayMember({ type: 'openingHours' })],
      validation: rule => shortList(rule, 'openingHours'),
    }),
    specialHoursField({
      title: 'Holidays and other days of this place',
      description: 'Of this place alone. Days on which the whole clinic is closed count here by themselves.',
    }),
    phoneField({
      name: 'callNumber',
      title: 'Number to call',
      description: 'Left empty, patients call the number of the clinic.',
    }),
    phoneField({ name: 'textNumber', title: 'Number to text' }),
    phoneField({ name: 'faxNumber', title: 'Fax' }),
  ],
  preview: { select: { title: 'name', subtitle: 'address.street' } },
})

/** In a fold of their own: a clinic with one place never opens it. */
export const placesFieldset = {
  name: 'places',
  title: 'Other places',
  description:
    'For a clinic with more than one address. The address and hours above are those of the main place.',
  options: { collapsible: true, collapsed: true },
}

export const placeFields = [
  textField({
    name: 'placeName',
    title: 'Name of the main place',
    description: 'Shown where there are several. Left empty, its city is.',
    group: 'clinic',
    fieldset: placesFieldset.name,
    rule: 'name',
  }),
  defineField({
    name: 'otherPlaces',
    title: 'Other places',
    type: 'array',
    group: 'clinic',
    fieldset: placesFieldset.name,
    components: { input: OtherPlacesInput },
    of: [defineArrayMember({ type: 'otherPlace' })],
    validation: rule => [
      shortList(rule, 'otherPlaces'),
      rule.custom<{ _key: string }[]>(rows => {
        const paths = (rows ?? []).flatMap(({ _key }) => (isPlaceKey(_key) ? [] : [[{ _key }]]))
        return paths.length === 0 || { message: fieldRules.otherPlace.key, paths }
      }),
      rule
        .custom<unknown[]>(async (rows, context) => (await describeLostPlaces(rows ?? [], context)) ?? true)
        .warning(),
    ],
  }),
]
