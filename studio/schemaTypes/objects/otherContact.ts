import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { emailPattern } from '#domain/vocabulary.ts'
import { phoneField } from '../phone-field.ts'
import { shortText, webAddress } from '../rules.ts'
import { textField } from '../text-field.ts'

/** Ways to the clinic besides its two numbers, for a clinic that wants them shown. */
export const otherContact = defineType({
  name: 'otherContact',
  title: 'Patient portal, e-mail and fax',
  description: 'Each is shown only if you fill it in.',
  type: 'object',
  options: { collapsible: true, collapsed: true },
  fields: [
    defineField({
      name: 'portalUrl',
      title: 'Address of the patient portal',
      description: 'In the menu, in the footer and on the contact page, marked as another website.',
      type: 'url',
      validation: rule => [
        rule.uri({ scheme: ['https'] }).error(fieldRules.otherContact.portalUrl),
        webAddress(rule),
      ],
    }),
    textField({
      name: 'portalLabel',
      title: 'Words for the portal',
      description: 'Left empty: “Patient portal”.',
      rule: 'label',
    }),
    defineField({
      name: 'email',
      title: 'E-mail address',
      description:
        'On the contact page and in the footer. The site says beside it that e-mail is not private, and not for emergencies.',
      type: 'string',
      validation: rule => [
        rule.regex(emailPattern).error(fieldRules.otherContact.email),
        shortText(rule, 'term'),
      ],
    }),
    phoneField({ name: 'faxNumber', title: 'Fax' }),
  ],
})
