import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { isDate } from '#domain/iso-time.ts'
import { mostSpecialDays } from '#domain/lengths.ts'
import { countAllDays, isDayRange, listSpecialLines } from '#domain/special-hours.ts'
import { describeFault } from '#domain/typed.ts'
import { readHours } from '#domain/typed-hours.ts'
import { timeOfDayPattern } from '#domain/vocabulary.ts'
import { EntryDiff } from '#studio/inputs/typed-entry/EntryDiff.tsx'
import { HoursInput } from '#studio/inputs/typed-entry/HoursInput.tsx'
import { english } from '#words/english.ts'
import { dateOrFault, ownWords, shortList } from '../rules.ts'
import { textField } from '../text-field.ts'

/** What the one field is called that `HoursInput` makes of the two times. */
const timeField = 'Hours'

/** A day, or days in a row, on which the clinic is closed or has other hours. It is over by itself. */
export const specialHours = defineType({
  name: 'specialHours',
  title: 'Day that differs',
  type: 'object',
  components: { input: HoursInput },
  fields: [
    defineField({
      name: 'firstDay',
      title: 'Day',
      type: 'date',
      options: { timeField },
      components: { diff: EntryDiff },
      validation: rule =>
        ownWords(rule).custom(day => (day ? dateOrFault(day, timeField) : fieldRules.specialHours.firstDay)),
    }),
    defineField({
      name: 'lastDay',
      title: 'Last day',
      description:
        'For several days in a row. Left empty, it is one day. Hours of several days count on those on which you are open every week: a Sunday that is open too is a row of its own.',
      type: 'date',
      options: { timeField },
      components: { diff: EntryDiff },
      validation: rule =>
        ownWords(rule).custom((lastDay, { parent }) => {
          if (!lastDay) return true
          const firstDay: unknown = Object(parent).firstDay
          const isLong = typeof firstDay === 'string' && !isDayRange({ firstDay, lastDay })
          return isLong ? fieldRules.specialHours.lastDay : dateOrFault(lastDay, timeField)
        }),
    }),
    textField({
      name: 'name',
      title: 'Name',
      description: 'Patients read it beside the day: “Thanksgiving”.',
      rule: 'label',
    }),
    timeOfDay('opens', 'Opens at', 'closes'),
    timeOfDay('closes', 'Closes at', 'opens'),
  ],
  preview: {
    select: { firstDay: 'firstDay', lastDay: 'lastDay', name: 'name', opens: 'opens', closes: 'closes' },
    prepare: row => ({ title: describeDays(row) ?? 'No day yet', subtitle: row.name }),
  },
})

/** In a fold of their own: most of the year, nobody looks for it. */
export const specialHoursFieldset = {
  name: 'specialDays',
  title: 'Holidays and other days',
  description: 'Days ahead on which the clinic is closed or has other hours.',
  options: { collapsible: true, collapsed: true },
}

/** The list of days that differ. */
export function specialHoursField(options: {
  title: string
  group?: string
  fieldset?: string
  description: string
}) {
  return defineField({
    name: 'specialHours',
    type: 'array',
    ...options,
    of: [defineArrayMember({ type: 'specialHours' })],
    validation: rule => [
      shortList(rule, 'specialHours'),
      rule.custom<unknown[]>(rows => {
        const days = (rows ?? []).map(row => {
          const { firstDay, lastDay }: Record<string, unknown> = { ...Object(row) }
          return { firstDay: String(firstDay), lastDay: typeof lastDay === 'string' ? lastDay : null }
        })
        return countAllDays(days) <= mostSpecialDays || fieldRules.specialHours.sum
      }),
    ],
  })
}

/** “Thursday, November 26th: Closed”; null for a row without a day. */
function describeDays({ firstDay, lastDay, opens, closes }: Record<string, unknown>): string | null {
  const dateIn = (value: unknown) => (typeof value === 'string' && isDate(value) ? value : null)
  const timeIn = (value: unknown) =>
    typeof value === 'string' && timeOfDayPattern.test(value) ? value : null
  const first = dateIn(firstDay)
  if (!first) return null
  const [line] = listSpecialLines([
    {
      _key: '',
      firstDay: first,
      lastDay: dateIn(lastDay),
      name: null,
      opens: timeIn(opens),
      closes: timeIn(closes),
    },
  ])
  return line
    ? `${english.hours.specialDays(line.special)}: ${english.hours.intervals(line.intervals)}`
    : null
}

function timeOfDay(name: 'opens' | 'closes', title: string, other: 'opens' | 'closes') {
  return defineField({
    name,
    title,
    type: 'string',
    validation: rule =>
      rule.custom((time, { parent }) => {
        const otherTime: unknown = Object(parent)[other]
        if (!time) return otherTime ? fieldRules.specialHours.hours : true
        if (!timeOfDayPattern.test(time)) return describeFault(time, readHours(time))
        const isOrdered = name === 'opens' || typeof otherTime !== 'string' || otherTime < time
        return isOrdered || fieldRules.openingHours.order
      }),
  })
}
