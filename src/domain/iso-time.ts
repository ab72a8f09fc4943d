/** Whether a text is a day that the calendar has, from the year 1000 on, which is written in four digits: 2027-02-06. */
export function isDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false
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
