import { NotUnderstood, plainText, quoted, type Typed, understand } from './typed.ts'
import { possibleTimes } from './typed-time.ts'

/** From when to when the clinic is open on a day (HH:MM, 24 hours). */
export interface TypedHours {
  readonly opens: string
  readonly closes: string
}

/** No clinic opens by night: “1 to 5” is in the afternoon. */
const earliestOpening = '06:00'

/**
 * The hours that somebody typed as people do: “9 to 5:30”, “9-5”, “9:00 AM – noon”. Understood where there is one stretch
 * of a day alone that they can mean: “8 to 11” may end in the morning or at night.
 */
export function readHours(text: string): Typed<TypedHours> {
  return understand(() => {
    const given = text.trim()
    const words = plainText(text).replace(/^from /, '')
    if (/^closed?\b/.test(words)) {
      throw new NotUnderstood('Days that are not listed are closed: untick the days, or remove this row.')
    }
    if (/,|;|&|\band\b/.test(words)) {
      throw new NotUnderstood('One stretch in a row: add another row for the second, with the same days.')
    }
    const [from = '', to = '', ...more] = words.split(/ ?(?:-|–|—|\bto\b|\btill?\b|\buntil\b) ?/)
    const pairs = pairsOf(timesIn(from), timesIn(to))
    const [pair, other] = pairs
    if (!pair || more.length > 0) {
      throw new NotUnderstood(
        `${quoted(given)} does not say from when to when. Write it like 9 AM to 5:30 PM.`,
      )
    }
    if (other) throw new NotUnderstood(`${quoted(given)} may be morning or evening. Write it with AM and PM.`)
    return pair
  })
}

function pairsOf(openings: readonly string[], closings: readonly string[]): TypedHours[] {
  const isSaid = openings.length === 1
  return openings
    .filter(opens => isSaid || opens >= earliestOpening)
    .flatMap(opens => closings.filter(closes => opens < closes).map(closes => ({ opens, closes })))
}

/** Beside another time, an hour alone is one: “9-17”. */
function timesIn(words: string): string[] {
  return possibleTimes(/^(?:1[3-9]|2[0-3])$/.test(words) ? `${words}:00` : words)
}
