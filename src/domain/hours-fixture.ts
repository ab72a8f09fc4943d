import type { OpeningHoursRow } from './opening-hours.ts'
import type { SpecialHours } from './special-hours.ts'

export const zone = 'America/New_York'

/** Monday to Friday, 9 to 5. */
export const openingHours: OpeningHoursRow[] = [
  { days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], opens: '09:00', closes: '17:00' },
]

/** A closed day, and what a test changes of it. */
export function special(firstDay: string, fields: Partial<SpecialHours> = {}): SpecialHours {
  return { _key: firstDay, firstDay, lastDay: null, name: null, opens: null, closes: null, ...fields }
}

export const thanksgiving = special('2026-11-26', { name: 'Thanksgiving' })
