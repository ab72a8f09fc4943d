import { CogIcon } from '@sanity/icons/Cog'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { longest, tooLong } from '#domain/lengths.ts'
import { pasteAddress } from '#domain/link-address.ts'
import { findState, readState } from '#domain/states.ts'
import { securityContactAdvice, timeZones } from '#domain/vocabulary.ts'
import { choices } from '#studio/documents/choices.ts'
import { CallToActionInput } from '#studio/patients-view/CallToActionInput.tsx'
import { isSample } from '../objects/isSample.ts'
import { menuField } from '../objects/menuItem.ts'
import { placeFields, placesFieldset } from '../objects/otherPlace.ts'
import { specialHoursField, specialHoursFieldset } from '../objects/specialHours.ts'
import { phoneField } from '../phone-field.ts'
import { requiredText, shortList, webAddress } from '../rules.ts'
import { textField } from '../text-field.ts'

/** What the whole site shares: the numbers to call and text, the words around them, place, hours and notices. */
export const siteSettings = defineType({
  name: 'siteSettings',
  title: 'Settings',
  type: 'document',
  icon: CogIcon,
  groups: [
    { name: 'contact', title: 'Call and text', default: true },
    { name: 'clinic', title: 'The clinic' },
    { name: 'menu', title: 'Menu' },
    { name: 'legal', title: 'Legal wording' },
    { name: 'look', title: 'Look' },
  ],
  fieldsets: [specialHoursFieldset, placesFieldset],
  fields: [
    textField({
      name: 'clinicName',
      title: 'Name of the clinic',
      group: 'clinic',
      rule: fieldRules.siteSettings.clinicName,
    }),
    defineField({
      name: 'description',
      title: 'The clinic in one sentence',
      description: 'Search engines show it below the name.',
      type: 'text',
      rows: 2,
      group: 'clinic',
      validation: rule => [
        ...requiredText(rule, fieldRules.siteSettings.description),
        rule.max(160).warning('Search engines cut this after about 160 characters.'),
      ],
    }),
    phoneField({
      name: 'callNumber',
      title: 'Number to call',
      description: 'Every “Call” button on the site uses this number.',
      group: 'contact',
      missing: fieldRules.siteSettings.number,
    }),
    phoneField({
      name: 'textNumber',
      title: 'Number to text',
      description: 'Every “Text” button on the site uses this number.',
      group: 'contact',
      missing: fieldRules.siteSettings.number,
    }),
    defineField({
      name: 'callToAction',
      title: 'Words around the numbers',
      type: 'object',
      components: { input: CallToActionInput },
      group: 'contact',
      options: { collapsible: false },
      fields: [
        textField({ name: 'heading', title: 'Heading', rule: fieldRules.callToAction.heading }),
        textField({ name: 'text', title: 'Text below the heading', rows: 2, rule: 'note' }),
        textField({
          name: 'callLabel',
          title: 'Word for calling',
          description: 'The formatted number follows it: “Call (614) 555-0142”.',
          initialValue: 'Call',
          rule: fieldRules.callToAction.callLabel,
        }),
        textField({
          name: 'textLabel',
          title: 'Word for texting',
          initialValue: 'Text',
          rule: fieldRules.callToAction.textLabel,
        }),
      ],
      validation: rule => rule.required().error(fieldRules.siteSettings.callToAction),
    }),
    defineField({ name: 'otherContact', type: 'otherContact', group: 'contact' }),
    menuField,
    defineField({
      name: 'textingTerms',
      title: 'Texting terms',
      description:
        'Shown beside the text button: what texting is for, that message and data rates may apply, STOP to stop, HELP for help.',
      type: 'text',
      rows: 3,
      group: 'legal',
      validation: rule => [
        ...requiredText(rule, fieldRules.siteSettings.textingTerms),
        rule
          .custom(
            terms =>
              !terms ||
              (/\bSTOP\b/.test(terms) && /\bHELP\b/.test(terms)) ||
              'Say how to stop (STOP) and how to get help (HELP).',
          )
          .warning(),
      ],
    }),
    defineField({
      name: 'address',
      title: 'Address',
      type: 'postalAddress',
      group: 'clinic',
      validation: rule => [
        rule.required().error(fieldRules.siteSettings.address),
        // It says the time zone as well, where none is chosen.
        rule.custom((address, { document }) => {
          const region: unknown = Object(address).region
          if (Object(document).timeZone || typeof region !== 'string' || !region.trim()) return true
          const reading = readState(region)
          return 'value' in reading || { message: reading.fault, paths: [['region']] }
        }),
      ],
    }),
    defineField({
      name: 'openingHours',
      title: 'Opening hours',
      description: 'Days that are not listed are closed.',
      type: 'array',
      group: 'clinic',
      of: [defineArrayMember({ type: 'openingHours' })],
      validation: rule => [
        rule.required().min(1).error(fieldRules.siteSettings.openingHours),
        shortList(rule, 'openingHours'),
      ],
    }),
    specialHoursField({
      title: 'Days that differ',
      group: 'clinic',
      fieldset: specialHoursFieldset.name,
      description:
        'Closed days count for every place, other hours for the main place. The hours, “Open now”, search engines and, for closed days, the bar at the top know them. Each is over by itself: nobody has to tidy up.',
    }),
    ...placeFields,
    defineField({
      name: 'timeZone',
      title: 'Time zone of the clinic',
      description:
        'Announcements start and end by the clock in this zone. Left empty, it is that of the state.',
      type: 'string',
      group: 'clinic',
      options: { list: choices(timeZones) },
      validation: rule => [
        rule
          .custom(
            zone =>
              !zone || timeZones.some(({ value }) => value === zone) || fieldRules.siteSettings.timeZone,
          )
          .error(),
        rule
          .custom((zone, { document }) => {
            const state = findStateOf(document)
            if (!state) return true
            if (!zone) {
              const [usual, ...others] = state.zones
              const title = timeZones.find(({ value }) => value === usual)?.title
              return (
                others.length === 0 ||
                `${state.name} has several time zones. Left empty, it is ${title}: choose yours if it is another.`
              )
            }
            return (
              state.zones.some(each => each === zone) ||
              `The address is in ${state.name}, which has another time zone.`
            )
          })
          .warning(),
      ],
    }),
    defineField({
      name: 'socialLinks',
      title: 'Social media',
      type: 'array',
      group: 'clinic',
      of: [
        defineArrayMember({
          name: 'socialLink',
          type: 'object',
          fields: [
            textField({ name: 'label', title: 'Name', rule: fieldRules.siteSettings.socialLinkLabel }),
            defineField({
              name: 'url',
              title: 'Address',
              type: 'url',
              validation: rule => [
                rule
                  .required()
                  .uri({ scheme: ['https'] })
                  .error(pasteAddress),
                webAddress(rule),
              ],
            }),
          ],
        }),
      ],
      validation: rule => shortList(rule, 'socialLinks'),
    }),
    defineField({
      name: 'notices',
      title: 'Notices in the footer',
      type: 'array',
      group: 'legal',
      of: [defineArrayMember({ type: 'reference', weak: true, to: [{ type: 'page' }] })],
      validation: rule => [
        rule.unique().error('Each notice can be listed once.'),
        shortList(rule, 'notices'),
      ],
    }),
    defineField({
      name: 'securityContact',
      title: 'Where to report a weakness of the site',
      description:
        'For people who find a security problem: mailto:security@clinic.example, or the https:// address of a page. Left empty, the contact page is named.',
      type: 'url',
      group: 'legal',
      validation: rule => [
        rule
          .uri({ scheme: ['mailto', 'https'] })
          .custom(address => !/\s/.test(address ?? '') || securityContactAdvice)
          .error(securityContactAdvice),
        rule.custom(address => (address ?? '').length <= longest('address') || tooLong('address')),
      ],
    }),
    textField({ name: 'footerCredit', title: 'Credit in the footer', group: 'legal', rule: 'sentence' }),
    defineField({ name: 'look', title: 'Look', type: 'look', group: 'look' }),
    isSample,
  ],
  preview: { prepare: () => ({ title: 'Settings', subtitle: 'Numbers, words, address, hours' }) },
})

/** The state of the address in a form, where it is known. */
function findStateOf(document: object | undefined) {
  const region: unknown = Object(Object(document).address).region
  return typeof region === 'string' ? findState(region) : undefined
}
