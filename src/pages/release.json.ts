import type { APIRoute } from 'astro'
import { release } from '#selectors/selectors.ts'

/** What is live: read by the Studio (“is it live?”), by the publisher, and by a scheduled job on a static host. */
export const GET: APIRoute = ({ locals }) => Response.json(locals.select(release, locals.siteUrl))
