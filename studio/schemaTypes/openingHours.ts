import { defineArrayMember, defineField, defineType } from 'sanity'
import { timeOfDayPattern, weekdays } from '../../src/clinic/vocabulary.ts'
import { choices } from './options.ts'
import { shortList } from './rules.ts'

/** One row of opening hours: some days of the week, and from when to when, by the clinic's clock. */
export const openingHours = defineType({
  name: 'openingHours',
  title: 'Opening hours',
  type: 'object',
  fields: [
    defineField({
      name: 'days',
      title: 'Days',
      type: 'array',
      of: [defineArrayMember({ type: 'string' })],
      options: { list: choices(weekdays) },
      validation: rule => [
        rule.required().min(1).unique().error('Tick at least one day.'),
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
      return opens < closes || 'Choose a closing time after the opening time.'
    }),
  preview: {
    select: { days: 'days', opens: 'opens', closes: 'closes' },
    prepare: ({ days, opens, closes }) => ({
      title: Array.isArray(days) ? days.join(', ') : 'No days yet',
      subtitle: `${opens ?? '…'} to ${closes ?? '…'}`,
    }),
  },
})

function timeOfDay(name: string, title: string) {
  return defineField({
    name,
    title,
    description: '24-hour clock: 09:00, 17:30',
    type: 'string',
    validation: rule =>
      rule
        .required()
        .regex(timeOfDayPattern, { name: 'time of day' })
        .error('Write the time on a 24-hour clock, for example 09:00 or 17:30.'),
  })
}
