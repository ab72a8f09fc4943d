import type { APIRoute } from 'astro'
import { calendarFile } from '#feeds/calendar.ts'
import { calendarEvent } from '#selectors/machine-selectors.ts'

/** The start of a group, for the patient’s own calendar: there while it lies ahead. */
export const GET: APIRoute = ({ params, locals: { select, siteUrl, words } }) => {
  const event = select(calendarEvent, `/calendar/${params.name}.ics`)
  if (!event) return new Response(null, { status: 404 })
  return new Response(calendarFile(event, siteUrl, words.calendar), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  })
}
