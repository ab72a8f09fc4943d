import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from './call.ts'
import { type Doors, isAllowedOrigin } from './guard.ts'
import type { Lake } from './lake.ts'
import { personName } from './people.ts'

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  // Not “no-referrer”: the form's own request would then come from the origin “null”.
  'referrer-policy': 'same-origin',
}

/** The page the Studio's sign-in button leads to, and what its form does: back to the Studio with a one-time id. */
export async function serveSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  { target, lake, doors }: { target: URL; lake: Lake; doors: Doors },
): Promise<void> {
  if (request.method !== 'POST') {
    response
      .writeHead(200, headers)
      .end(page(returnAddress(target.searchParams.get('origin'), request, doors)))
    return
  }
  const form = new URLSearchParams((await readBody(request, 10_000)).toString('utf8'))
  const back = returnAddress(form.get('origin'), request, doors)
  const refuse = (status: number, problem: string) =>
    void response.writeHead(status, headers).end(page(back, problem))
  if (!lake.auth.isSignInKey(form.get('key')?.trim() ?? ''))
    return refuse(401, 'That is not the sign-in key. Copy it again, all of it.')
  const given = form.get('name')?.trim()
  const name = given ? personName.safeParse(given) : null
  if (name?.error) return refuse(400, name.error.issues.map(({ message }) => message).join(' '))
  const user = lake.people.forKeyHolder(name?.data ?? null)
  const sid = lake.auth.createLink(user.id, lake.now())
  response.writeHead(303, { location: `${back}#sid=${sid}`, 'cache-control': 'no-store' }).end()
}

/** Where the sign-in id is sent: a page that may use it. Any other address would hand the session to a stranger. */
function returnAddress(given: string | null, request: IncomingMessage, doors: Doors): string {
  const url = given && URL.canParse(given) ? new URL(given) : null
  if (url && isAllowedOrigin(url.origin, request, doors)) return `${url.origin}${url.pathname}`
  return `http://${request.headers.host ?? 'localhost'}/`
}

function page(origin: string, problem?: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to the Studio</title>
<style>
  :root { color-scheme: light dark }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 12vh auto; padding: 0 1.25rem }
  h1 { font-size: 1.4rem; margin: 0 0 1rem }
  label { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
  input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem .7rem; border-radius: .4rem; border: 1px solid GrayText }
  button { margin-top: 1.5rem; background: #1d4ed8; border-color: #1d4ed8; color: #fff; font-weight: 600; cursor: pointer }
  small { color: GrayText }
  [role=alert] { border-left: .3rem solid #c2410c; padding-left: .8rem }
</style>
<h1>Sign in to the Studio</h1>
${problem ? `<p role="alert">${escapeHtml(problem)}</p>` : ''}
<form method="post" action="/auth/login">
  <input type="hidden" name="origin" value="${escapeHtml(origin)}">
  <label for="name">Your name</label>
  <input id="name" name="name" autocomplete="name" maxlength="80">
  <small>Shown beside what you change.</small>
  <label for="key">Sign-in key</label>
  <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
  <small>SANITY_API_WRITE_TOKEN in the file secrets.env of the data folder.</small>
  <button>Sign in</button>
</form>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}
