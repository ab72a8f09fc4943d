import { z } from 'zod'

/** A published document as Sanity takes it: no `_rev`, and pictures as `_sanityAsset`. */
export type SeedDocument = z.infer<typeof seedDocument>

const seedDocument = z.looseObject({ _id: z.string(), _type: z.string() })
const clinicSettings = z.looseObject({ _type: z.literal('siteSettings'), timeZone: z.string() })

/** The day by the clinic's clock for which the dates in `data.ndjson` are right as they are. */
const writtenOn = Temporal.PlainDate.from('2026-11-29')
const shortestNoticeDays = 3

/** A string in JSON that is a date or an instant and nothing else. */
const quotedDate = /"(\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?)"/g

/**
 * The documents of `data.ndjson`, their dates moved by whole weeks: weekdays, and times of day by the clinic's clock,
 * stay. What lay behind on the day of writing lies as far behind `now`, give or take six days. What lay ahead stays on
 * its date while the first of it is three days ahead or more, and then moves by as little as that takes.
 * @throws Error for a line that is no document, or settings without a time zone.
 */
export function parseSeed(ndjson: string, now: Temporal.Instant): SeedDocument[] {
  const { timeZone } = clinicSettings.parse(parseLines(ndjson).find(({ _type }) => _type === 'siteSettings'))
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const ahead = [...ndjson.matchAll(quotedDate)]
    .map(([, text = '']) => parseDate(text, timeZone).toPlainDate())
    .filter(isAhead)
  const [first = today] = ahead.toSorted(Temporal.PlainDate.compare)
  const noticeDays = today.until(first).days
  const weeksAhead = Math.max(0, Math.ceil((shortestNoticeDays - noticeDays) / 7))
  const weeksBehind = Math.floor(writtenOn.until(today).days / 7)

  function move(text: string): string {
    const date = parseDate(text, timeZone)
    const moved = date.add({ weeks: isAhead(date.toPlainDate()) ? weeksAhead : weeksBehind })
    const isInstant = text.includes('T')
    return isInstant
      ? moved.toInstant().toString({ fractionalSecondDigits: 3 })
      : moved.toPlainDate().toString()
  }
  return parseLines(ndjson.replace(quotedDate, (_, text: string) => `"${move(text)}"`))
}

function parseLines(ndjson: string): SeedDocument[] {
  return ndjson
    .trimEnd()
    .split('\n')
    .map(line => seedDocument.parse(JSON.parse(line)))
}

function parseDate(text: string, timeZone: string): Temporal.ZonedDateTime {
  return text.includes('T')
    ? Temporal.Instant.from(text).toZonedDateTimeISO(timeZone)
    : Temporal.PlainDate.from(text).toZonedDateTime(timeZone)
}

function isAhead(date: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(date, writtenOn) > 0
}
