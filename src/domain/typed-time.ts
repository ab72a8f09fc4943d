import { formatTimeOfDay } from './clinic-time.ts'
import { NotUnderstood, plainText, quoted, type Typed, understand } from './typed.ts'

/**
 * The time of day (HH:MM) that somebody typed as people do: “6 PM”, “6:30pm”, “18:00”, “noon”. What may be morning or
 * evening, such as “6” or “6:30”, is not guessed.
 */
export function readTimeOfDay(text: string): Typed<string> {
  return understand(() => {
    const [time, other] = possibleTimes(text)
    const given = text.trim()
    if (time && !other) return time
    if (time && other) {
      const [morning, evening] = [time, other].map(formatTimeOfDay)
      throw new NotUnderstood(`${quoted(given)} may be morning or evening. Write ${morning} or ${evening}.`)
    }
    const [alone, ...others] = text.split(/,|\b(?:at|on)\b/i).filter(part => possibleTimes(part).length === 1)
    if (alone && others.length === 0) {
      throw new NotUnderstood(`${quoted(given)} is more than a time of day. Write ${alone.trim()} alone.`)
    }
    throw new NotUnderstood(
      `${quoted(given)} is not a time of day. Write it with AM or PM, like 6 PM or 9:30 AM.`,
    )
  })
}

/** The times of day (HH:MM) that a text may mean, the earliest first; none where it is no time, or an hour like “18” alone. */
export function possibleTimes(text: string): string[] {
  const words = plainText(text)
    .replace(/([ap])\.? ?m\b\.?/g, '$1m')
    .replace(/ ?o['’]clock/, '')
    .replace(/ ?in the morning$/, ' am')
    .replace(/ ?(?:in the (?:afternoon|evening)|at night)$/, ' pm')
  if (/^(?:12 )?(?:noon|midday)$/.test(words)) return ['12:00']
  if (/^(?:12 )?midnight$/.test(words)) return ['00:00']
  const [, hourWord = '', sign, minutes = '00', half] =
    /^(\d{1,2})(?:([:.h]?)([0-5]\d))? ?(am?|pm?)?$/.exec(words) ?? []
  const hour = Number(hourWord)
  if (hourWord === '' || hour > 23) return []
  if (half) {
    if (hour < 1 || hour > 12) return []
    return [timeOf((hour % 12) + (half.startsWith('p') ? 12 : 0), minutes)]
  }
  // Four digits alone are a year as well as a time.
  if (sign === '' || (sign === '.' && hourWord.length === 1)) return []
  // Two digits, or none before the minutes, are how a 24-hour clock is written.
  if (sign !== undefined && (hourWord.length === 2 || hour === 0)) return [timeOf(hour, minutes)]
  if (hour < 1 || hour > 12) return []
  return [timeOf(hour % 12, minutes), timeOf((hour % 12) + 12, minutes)]
}

function timeOf(hour: number, minutes: string): string {
  return `${String(hour).padStart(2, '0')}:${minutes}`
}
