import type { APIRoute } from 'astro'
import { redirects } from '#selectors/selectors.ts'

/** Where old addresses lead, for whatever serves the site; `to` is null for a page that is gone (410). */
export const GET: APIRoute = ({ locals }) => Response.json(locals.select(redirects))
