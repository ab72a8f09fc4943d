import type { APIRoute } from 'astro'
import { calendarFile } from '#feeds/calendar.ts'
import { getBuildInput } from '#renderer/static-build.ts'
import { calendarPaths } from '#selectors/announcement-view.ts'
import { calendarEvent } from '#selectors/machine-selectors.ts'

export async function getStaticPaths() {
  const { site } = await getBuildInput()
  return calendarPaths(site).map(path => ({
    params: { name: path.slice('/calendar/'.length, -'.ics'.length) },
  }))
}

/** The start of a group, for the patient’s own calendar: there while it lies ahead. */
export const GET: APIRoute = ({ params, locals: { select, siteUrl } }) => {
  const event = select(calendarEvent, `/calendar/${params.name}.ics`)
  if (!event) return new Response(null, { status: 404 })
  return new Response(calendarFile(event, siteUrl), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  })
}
