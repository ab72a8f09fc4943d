import type { Direction } from '#domain/typed-date.ts'
import type { DayMeans } from '#domain/typed-moment.ts'

declare module '@sanity/types' {
  interface DateOptions {
    /** Whether the field is about days to come, as it is unless it says otherwise. */
    direction?: Direction
    /** The title of the field that has the time of day, where the form has one. */
    timeField?: string
  }
  interface DatetimeOptions {
    /** What a date without a time means: the start of that day unless the field says otherwise. */
    dayMeans?: DayMeans
  }
  interface NumberOptions {
    /** What is counted, in the singular: staff may write it after the number. */
    unit?: string
  }
}

/** What a field of the schema says of how its dates and numbers are understood. */
export interface EntryOptions {
  readonly direction?: Direction
  readonly timeField?: string
  readonly dayMeans?: DayMeans
  readonly unit?: string
}
