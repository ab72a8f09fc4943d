import { TransferIcon } from '@sanity/icons/Transfer'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { redirectOutcomes, sitePathPattern } from '#domain/vocabulary.ts'
import { choices, choiceTitle } from '#studio/documents/choices.ts'
import { oldAddressFault } from '#studio/withdrawing/address-checks.ts'
import { linkTargets } from '../linkTargets.ts'
import { shortText } from '../rules.ts'

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
      validation: rule => [
        rule
          .required()
          .regex(sitePathPattern, { name: 'address on this site' })
          .error(fieldRules.redirect.from),
        shortText(rule, 'path'),
        rule.custom(async (from, context) =>
          from && sitePathPattern.test(from) ? ((await oldAddressFault(from, context)) ?? true) : true,
        ),
      ],
    }),
    defineField({
      name: 'outcome',
      title: 'What happens there now?',
      type: 'string',
      options: { list: choices(redirectOutcomes), layout: 'radio' },
      initialValue: 'moved',
      validation: rule => rule.required().error(fieldRules.redirect.outcome),
    }),
    defineField({
      name: 'target',
      title: 'The page that visitors reach',
      type: 'reference',
      weak: true,
      to: linkTargets,
      hidden: ({ document }) => document?.outcome === 'gone',
      validation: rule =>
        rule.custom((target, { document }) =>
          document?.outcome === 'gone' || target ? true : fieldRules.redirect.target,
        ),
    }),
  ],
  orderings: [{ title: 'Old address', name: 'from', by: [{ field: 'from', direction: 'asc' }] }],
  preview: {
    select: { from: 'from', outcome: 'outcome', target: 'target.title' },
    prepare: ({ from, outcome, target }) => ({
      title: `${from ?? '…'} → ${outcome === 'gone' ? 'gone' : (target ?? 'no page yet')}`,
      subtitle:
        outcome === 'gone' || target
          ? choiceTitle(redirectOutcomes, outcome)
          : 'Visitors are told that the page is gone, until a published page is chosen',
    }),
  },
})
