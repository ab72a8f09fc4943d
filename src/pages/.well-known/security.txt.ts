import type { APIRoute } from 'astro'
import { securityTxt } from '#feeds/security-txt.ts'
import { securityNotice } from '#selectors/machine-selectors.ts'

/** Where to report a weakness of the site (RFC 9116). */
export const GET: APIRoute = ({ locals: { select, siteUrl } }) =>
  new Response(securityTxt(select(securityNotice), siteUrl), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
