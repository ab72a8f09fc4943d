import type { APIRoute } from 'astro'
import { securityTxt } from '#feeds/security-txt.ts'
import { securityNotice } from '#selectors/machine-questions.ts'

/** Where to report a weakness of the site (RFC 9116). */
export const GET: APIRoute = ({ locals: { ask, siteUrl } }) =>
  new Response(securityTxt(ask(securityNotice), siteUrl), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
