import type { APIRoute } from 'astro'
import { securityNotice } from '../../questions/machine-questions.ts'
import { securityTxt } from '../../security-txt.ts'

/** Where to report a weakness of the site (RFC 9116). */
export const GET: APIRoute = ({ locals: { ask, siteUrl } }) =>
  new Response(securityTxt(ask(securityNotice), siteUrl), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
