import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AllowedOrigins, isAllowedOrigin } from '../http/allowed-origins.ts'
import { readBody } from '../http/body.ts'
import type { Lake } from '../lake.ts'
import { personName } from './people.ts'
import { signInHtml } from './sign-in-html.ts'
import { type SignInReason, signInReasons } from './sign-in-reason.ts'

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  // Not “no-referrer”: the form's own request would then come from the origin “null”.
  'referrer-policy': 'same-origin',
}

/**
 * Serves the page to which the Studio redirects when nobody is signed in. It says why (`why` and `at` in its address, as
 * the API reported) and what to do. Its form, for the operator, redirects to the requested page, else to `home`, the Studio's path, with a one-time id.
 */
export async function serveSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  { target, lake, allowed, home }: { target: URL; lake: Lake; allowed: AllowedOrigins; home: string },
): Promise<void> {
  const now = lake.now()
  if (request.method !== 'POST') {
    const wanted = findReturnAddress(target.searchParams.get('origin'), request, allowed) ?? home
    const html = signInHtml({ wanted, why: readReason(target.searchParams), now })
    response.writeHead(200, headers).end(html)
    return
  }
  const form = new URLSearchParams((await readBody(request, 10_000)).toString('utf8'))
  const wanted = findReturnAddress(form.get('origin'), request, allowed) ?? home
  const refuse = (status: number, problem: string) =>
    void response.writeHead(status, headers).end(signInHtml({ wanted, problem, now }))
  if (!lake.auth.isSignInKey(form.get('key')?.trim() ?? ''))
    return refuse(401, 'That is not the sign-in key. Copy it again, all of it.')
  const given = form.get('name')?.trim()
  const name = given ? personName.safeParse(given) : null
  if (name?.error) return refuse(400, name.error.issues.map(({ message }) => message).join(' '))
  const user = lake.people.forKeyHolder(name?.data ?? null)
  const { sid } = lake.auth.createLink(user.id, now)
  response.writeHead(303, { location: `${wanted}#sid=${sid}`, 'cache-control': 'no-store' }).end()
}

/** Where the sign-in id is sent. Any other origin would hand the session to a stranger: null. */
function findReturnAddress(
  given: string | null,
  request: IncomingMessage,
  allowed: AllowedOrigins,
): string | null {
  const url = given && URL.canParse(given) ? new URL(given) : null
  if (url && isAllowedOrigin(url.origin, request, allowed)) return `${url.origin}${url.pathname}${url.search}`
  return null
}

/** Anybody can write an address, so it only chooses among our own sentences. */
function readReason(params: URLSearchParams): SignInReason | null {
  const reason = signInReasons.find(each => each === params.get('why'))
  const at = params.get('at') ?? ''
  return reason ? { reason, at: /^\d{1,14}$/.test(at) ? Number(at) : null } : null
}
