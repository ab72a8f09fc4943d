import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { pasteAddress } from '#domain/link-address.ts'
import { findState, readState } from '#domain/states.ts'
import { describeFault } from '#domain/typed.ts'
import { StateInput } from '#studio/inputs/typed-entry/inputs.tsx'
import { requiredText, webAddress } from '../rules.ts'
import { textField } from '../text-field.ts'

/** Where the clinic is, in the parts that schema.org's PostalAddress names. */
export const postalAddress = defineType({
  name: 'postalAddress',
  title: 'Address',
  type: 'object',
  fields: [
    required('street', 'Street and number'),
    required('locality', 'City'),
    defineField({
      name: 'region',
      title: 'State',
      type: 'string',
      components: { input: StateInput },
      validation: rule => [
        ...requiredText(rule, fieldRules.postalAddress.region),
        rule
          .custom(
            state => !state?.trim() || Boolean(findState(state)) || describeFault(state, readState(state)),
          )
          .warning(),
      ],
    }),
    defineField({
      name: 'postalCode',
      title: 'ZIP code',
      type: 'string',
      validation: rule => [
        ...requiredText(rule, fieldRules.postalAddress.postalCode),
        rule
          .custom(
            code =>
              !code?.trim() ||
              /^\d{5}(-\d{4})?$/.test(code.trim()) ||
              'A ZIP code has five digits, or nine: 43085 or 43085-1234. Check it.',
          )
          .warning(),
      ],
    }),
    defineField({
      name: 'mapUrl',
      title: 'Link to a map',
      description: 'A plain link: no map is loaded on the page.',
      type: 'url',
      validation: rule => [rule.uri({ scheme: ['https'] }).error(pasteAddress), webAddress(rule)],
    }),
    textField({ name: 'directions', title: 'Parking and directions', rows: 2, rule: 'note' }),
  ],
})

function required(name: keyof typeof fieldRules.postalAddress, title: string) {
  return textField({ name, title, rule: fieldRules.postalAddress[name] })
}
