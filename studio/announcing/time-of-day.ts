import { timeOfDayPattern } from '../../src/clinic/vocabulary.ts'

/**
 * The time of day (HH:MM) that somebody wrote as people do: “6 PM”, “6:30pm”, “18:00”, “noon”. Null where it is not
 * certain what is meant: a bare “6” may be morning or evening.
 */
export function readTimeOfDay(written: string): string | null {
  const words = written.trim().toLowerCase().replaceAll('.', '')
  if (words === 'noon') return '12:00'
  if (words === 'midnight') return '00:00'
  const [, hourWord, minuteWord = '00', half] = /^(\d{1,2})(?:[:h](\d{2}))?\s*(am|pm|a|p)?$/.exec(words) ?? []
  if (!hourWord) return null
  if (!half) return words.includes(':') ? timeFrom(Number(hourWord), minuteWord) : null
  const hour = Number(hourWord)
  if (hour < 1 || hour > 12) return null
  return timeFrom((hour % 12) + (half.startsWith('p') ? 12 : 0), minuteWord)
}

function timeFrom(hour: number, minute: string): string | null {
  const time = `${String(hour).padStart(2, '0')}:${minute}`
  return timeOfDayPattern.test(time) ? time : null
}
