import type { APIRoute } from 'astro'
import { faviconSvg } from '#images/icons/icons.ts'

/** The icon of tabs. */
export const GET: APIRoute = () =>
  new Response(faviconSvg(), { headers: { 'Content-Type': 'image/svg+xml' } })
