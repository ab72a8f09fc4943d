/**
 * Whether a text is a day that the calendar has: 2027-02-06. From 1900 on: an earlier year is a slip of the pen, and formatters
 * disagree about days before 1583.
 */
export function isDate(text: string): boolean {
  if (!/^(?:19|[2-9]\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  // Some engines take February 30th for March 2nd.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Whether a text is an instant with its zone, as Sanity stores a datetime: 2027-02-06T23:00:00.000Z */
export function isInstant(text: string): boolean {
  const [, date = ''] =
    /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(
      text,
    ) ?? []
  return isDate(date)
}
