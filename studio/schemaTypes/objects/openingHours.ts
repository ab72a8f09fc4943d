import { defineArrayMember, defineField, defineType } from 'sanity'
import { formatTimeOfDay } from '#domain/clinic-time.ts'
import { fieldRules } from '#domain/field-rules.ts'
import { describeFault } from '#domain/typed.ts'
import { readHours } from '#domain/typed-hours.ts'
import { timeOfDayPattern, weekdays } from '#domain/vocabulary.ts'
import { choices } from '#studio/documents/choices.ts'
import { HoursInput } from '#studio/inputs/typed-entry/HoursInput.tsx'
import { shortList } from '../rules.ts'

/** One row of opening hours: some days of the week, and from when to when, by the clinic's clock. */
export const openingHours = defineType({
  name: 'openingHours',
  title: 'Opening hours',
  type: 'object',
  components: { input: HoursInput },
  fields: [
    defineField({
      name: 'days',
      title: 'Days',
      type: 'array',
      of: [defineArrayMember({ type: 'string' })],
      options: { list: choices(weekdays) },
      validation: rule => [
        rule.required().min(1).unique().error(fieldRules.openingHours.days),
        shortList(rule, 'days'),
      ],
    }),
    timeOfDay('opens', 'Opens at'),
    timeOfDay('closes', 'Closes at'),
  ],
  validation: rule =>
    rule.custom(hours => {
      const { opens, closes } = { opens: undefined, closes: undefined, ...hours }
      if (typeof opens !== 'string' || typeof closes !== 'string') return true
      return opens < closes || fieldRules.openingHours.order
    }),
  preview: {
    select: { days: 'days', opens: 'opens', closes: 'closes' },
    prepare: ({ days, opens, closes }) => ({
      title: Array.isArray(days) ? days.join(', ') : 'No days yet',
      subtitle: [opens, closes].flatMap(inWords).join(' to ') || 'No hours yet',
    }),
  },
})

function inWords(time: unknown): string[] {
  if (typeof time !== 'string') return []
  return [timeOfDayPattern.test(time) ? formatTimeOfDay(time) : time]
}

function timeOfDay(name: string, title: string) {
  return defineField({
    name,
    title,
    type: 'string',
    validation: rule =>
      rule.custom(time => {
        if (!time) return 'Write from when to when, like 9 AM to 5:30 PM.'
        return timeOfDayPattern.test(time) || describeFault(time, readHours(time))
      }),
  })
}
