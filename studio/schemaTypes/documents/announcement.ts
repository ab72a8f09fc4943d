import { BellIcon } from '@sanity/icons/Bell'
import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { isInstant } from '#domain/iso-time.ts'
import { announcementKinds, urgencies } from '#domain/vocabulary.ts'
import { AnnouncementInput } from '#studio/announcements/AnnouncementInput.tsx'
import { announcementPreview } from '#studio/announcements/preview.ts'
import { choices } from '#studio/documents/choices.ts'
import { EntryDiff } from '#studio/inputs/typed-entry/EntryDiff.tsx'
import { TimeInput } from '#studio/inputs/typed-entry/inputs.tsx'
import { PlaceField, PlaceInput } from '#studio/places/PlaceInput.tsx'
import { placeFault } from '#studio/places/place-rules.ts'
import { StatePreview } from '#studio/structure/StatePreview.tsx'
import { groupFault } from '#studio/withdrawing/address-checks.ts'
import { linkTargets } from '../linkTargets.ts'
import { dateOrFault, momentOrFault, ownWords, shortText, timeOrFault } from '../rules.ts'

const timeField = 'Time of the first meeting'

/**
 * Something that patients should know for a while: above all, when a group starts. It begins and ends by itself.
 * The start is a date and a time by the clinic's clock; the window is two instants, with defaults that the site computes.
 */
export const announcement = defineType({
  name: 'announcement',
  title: 'Announcement',
  type: 'document',
  icon: BellIcon,
  // What patients will see is in the form: the same sentence as a heading would push the fields out of sight.
  __experimental_formPreviewTitle: false,
  components: { input: AnnouncementInput, preview: StatePreview },
  fields: [
    defineField({
      name: 'kind',
      title: 'What is it about?',
      type: 'string',
      options: { list: choices(announcementKinds), layout: 'radio', direction: 'horizontal' },
      initialValue: 'groupStart',
      validation: rule => rule.required().error(fieldRules.announcement.kind),
    }),
    defineField({
      name: 'service',
      title: 'Which group or service?',
      description: '“Learn more” leads to its page.',
      type: 'reference',
      weak: true,
      to: [{ type: 'service' }],
      validation: rule =>
        rule.custom(async (service, context) => {
          if (context.document?.kind !== 'groupStart') return true
          if (!service?._ref) return fieldRules.announcement.service
          return (await groupFault(service._ref, context)) ?? true
        }),
    }),
    defineField({
      name: 'startDate',
      title: 'First meeting',
      type: 'date',
      options: { timeField },
      components: { diff: EntryDiff },
      hidden: ({ document }) => document?.kind !== 'groupStart',
      validation: rule =>
        ownWords(rule).custom((startDate, { document }) => {
          if (document?.kind !== 'groupStart') return true
          return startDate ? dateOrFault(startDate, timeField) : fieldRules.announcement.startDate
        }),
    }),
    defineField({
      name: 'startTime',
      title: timeField,
      description: 'As you say it: 6 PM, or 18:00.',
      type: 'string',
      components: { input: TimeInput },
      hidden: ({ document }) => document?.kind !== 'groupStart',
      validation: rule =>
        rule.custom((startTime, { document }) => {
          // Hidden where no group starts, and not read: staff could not mend it.
          if (document?.kind !== 'groupStart') return true
          return startTime ? timeOrFault(startTime) : fieldRules.announcement.startTime
        }),
    }),
    defineField({
      name: 'place',
      title: 'Where it meets',
      description:
        'Shown beside the date. Left empty, it is the place of the group. If the group has several, none is shown, and calendars get no address; if it has none, calendars get the main address.',
      type: 'string',
      components: { field: PlaceField, input: PlaceInput },
      hidden: ({ document }) => document?.kind !== 'groupStart',
      validation: rule => [
        shortText(rule, 'term'),
        rule.custom(async (place, context) => {
          if (!place || context.document?.kind !== 'groupStart') return true
          return (await placeFault(place, context)) ?? true
        }),
      ],
    }),
    defineField({
      name: 'message',
      title: 'Sentence',
      description:
        'What patients read. For a group start you may leave it empty: it is written from the date.',
      placeholder: 'For example: We are closed on Friday, March 12',
      type: 'string',
      validation: rule => [
        rule.custom((message, { document }) =>
          document?.kind === 'groupStart' || message?.trim() ? true : fieldRules.announcement.message,
        ),
        shortText(rule, 'sentence'),
        rule.max(120).warning('Keep it short: on a phone, more than about 120 characters fill the screen.'),
      ],
    }),
    defineField({
      name: 'link',
      title: '“Learn more” leads to',
      description: 'Leave empty for the page of the group or service.',
      type: 'reference',
      weak: true,
      to: linkTargets,
    }),
    defineField({
      name: 'urgency',
      title: 'How urgent is it?',
      description:
        'The bar at the top of every page shows one announcement: the most urgent of those that are live.',
      type: 'string',
      options: { list: choices(urgencies), layout: 'radio', direction: 'horizontal' },
      initialValue: 'routine',
      validation: rule => rule.required().error(fieldRules.announcement.urgency),
    }),
    defineField({
      name: 'showFrom',
      title: 'Show from',
      description: 'Leave empty to show it as soon as it is published.',
      type: 'datetime',
      components: { diff: EntryDiff },
      validation: rule => ownWords(rule).custom(showFrom => !showFrom || momentOrFault(showFrom)),
    }),
    defineField({
      name: 'showUntil',
      title: 'Show until',
      description: 'It then disappears by itself. A group start needs none.',
      type: 'datetime',
      components: { diff: EntryDiff },
      options: { dayMeans: 'end' },
      validation: rule =>
        ownWords(rule).custom((showUntil, { document }) => {
          if (!showUntil) {
            return document?.kind === 'groupStart' || fieldRules.announcement.showUntil
          }
          if (!isInstant(showUntil)) return momentOrFault(showUntil)
          const { showFrom } = { showFrom: undefined, ...document }
          if (typeof showFrom !== 'string' || !isInstant(showFrom)) return true
          return Date.parse(showFrom) < Date.parse(showUntil) || fieldRules.announcement.window
        }),
    }),
    defineField({
      name: 'cancelledUntil',
      title: 'Cancelled: patients read so until',
      type: 'datetime',
      // “Cancel this group” writes it, and “The group does take place” takes it away.
      hidden: true,
      options: { dayMeans: 'end' },
      components: { diff: EntryDiff },
      validation: rule =>
        ownWords(rule).custom((until, { document }) => {
          // Where no group starts it is not read.
          if (!until || document?.kind !== 'groupStart') return true
          return isInstant(until) || 'Press “The group does take place”, or cancel it again.'
        }),
    }),
  ],
  orderings: [
    { title: 'First meeting, next first', name: 'startDate', by: [{ field: 'startDate', direction: 'asc' }] },
    { title: 'Last changed', name: 'updated', by: [{ field: '_updatedAt', direction: 'desc' }] },
  ],
  preview: announcementPreview,
})
