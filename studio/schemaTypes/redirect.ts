import { TransferIcon } from '@sanity/icons/Transfer'
import { defineField, defineType } from 'sanity'
import { redirectOutcomes, sitePathPattern } from '../../src/clinic/vocabulary.ts'
import { linkTargets } from './linkTargets.ts'
import { choices, choiceTitle } from './options.ts'

/** What becomes of an address that the site once had. */
export const redirect = defineType({
  name: 'redirect',
  title: 'Old address',
  type: 'document',
  icon: TransferIcon,
  fields: [
    defineField({
      name: 'from',
      title: 'Old address',
      description: 'Without the name of the site: /articles/old-name/',
      type: 'string',
      validation: rule =>
        rule
          .required()
          .regex(sitePathPattern, { name: 'address on this site' })
          .error('Write the old address without the name of the site: /articles/old-name/'),
    }),
    defineField({
      name: 'outcome',
      title: 'What happens there now?',
      type: 'string',
      options: { list: choices(redirectOutcomes), layout: 'radio' },
      initialValue: 'moved',
      validation: rule => rule.required().error('Choose what happens at the old address.'),
    }),
    defineField({
      name: 'target',
      title: 'The page that visitors reach',
      type: 'reference',
      to: linkTargets,
      hidden: ({ document }) => document?.outcome === 'gone',
      validation: rule =>
        rule.custom((target, { document }) =>
          document?.outcome === 'gone' || target ? true : 'Choose the page that visitors reach instead.',
        ),
    }),
  ],
  preview: {
    select: { from: 'from', outcome: 'outcome', target: 'target.title' },
    prepare: ({ from, outcome, target }) => ({
      title: from,
      subtitle: outcome === 'gone' ? choiceTitle(redirectOutcomes, outcome) : `To: ${target ?? '…'}`,
    }),
  },
})
