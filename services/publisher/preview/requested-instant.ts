/** The `at` parameter cannot be read or is out of range. */
export class RequestedInstantError extends RangeError {
  override readonly name = 'RequestedInstantError'
  readonly code = 'ERR_REQUESTED_INSTANT'
}

/** A day without a time is shown at noon, when what happens that day has begun and not ended. */
const middleOfDay = Temporal.PlainTime.from('12:00')

const earliest = Temporal.Instant.from('2000-01-01T00:00:00Z')
const latest = Temporal.Instant.from('2100-01-01T00:00:00Z')

/**
 * The instant that `?at=` requests: an ISO instant (2026-02-06T17:00:00Z), or a date (2026-02-06) or a date with a time
 * (2026-02-06T09:30) in the clinic's `zone`. Null for none and for “now”.
 * @throws RequestedInstantError
 */
export function parseRequestedInstant(text: string | null, zone: string): Temporal.Instant | null {
  const requested = text?.trim() ?? ''
  if (requested === '' || requested === 'now') return null
  const instant = readInstant(requested, zone)
  if (Temporal.Instant.compare(instant, earliest) < 0 || Temporal.Instant.compare(instant, latest) > 0) {
    throw new RequestedInstantError(
      'The preview shows the years from 2000 to 2099. Choose a date among them.',
    )
  }
  return instant
}

function readInstant(requested: string, zone: string): Temporal.Instant {
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(requested)) {
      return Temporal.PlainDate.from(requested)
        .toZonedDateTime({ timeZone: zone, plainTime: middleOfDay })
        .toInstant()
    }
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(requested)) {
      return Temporal.PlainDateTime.from(requested).toZonedDateTime(zone).toInstant()
    }
    return Temporal.Instant.from(requested)
  } catch (cause) {
    throw new RequestedInstantError(
      'That is no date that the preview can read. Write it as in 2026-02-06, 2026-02-06T09:30 (by the clinic’s clock) or 2026-02-06T14:30:00Z.',
      { cause },
    )
  }
}
