import type { APIRoute } from 'astro'
import { faviconSvg } from '../icons.ts'

/** The icon of tabs. */
export const GET: APIRoute = () =>
  new Response(faviconSvg(), { headers: { 'Content-Type': 'image/svg+xml' } })
