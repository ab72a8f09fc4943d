import type { SignInReason } from './sign-in-reason.ts'

interface SignInPage {
  /** The requested page, to which signing in leads back. */
  wanted: string
  /** Why nobody is signed in; null if unknown. */
  why?: SignInReason | null
  /** What is wrong with what the operator sent. */
  problem?: string
  now: Temporal.Instant
}

/** The sign-in page: what happened, what to do, and a form for the person who has the key. */
export function signInHtml({ wanted, why = null, problem, now }: SignInPage): string {
  const { heading, happened } = explain(why, now)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading} · Studio</title>
<style>${css}</style>
<main>
  <h1>${heading}</h1>
  ${happened ? `<p class="happened">${happened}</p>` : ''}
  ${why?.reason === 'access-ended' ? '' : howTo}
  <p><a href="${escapeHtml(wanted)}">Signed in already, in another tab? Go on</a></p>
  <details${problem ? ' open' : ''}>
    <summary>For the person who runs the server</summary>
    ${problem ? `<p role="alert">${escapeHtml(problem)}</p>` : ''}
    <form method="post" action="/auth/login">
      <input type="hidden" name="origin" value="${escapeHtml(wanted)}">
      <label for="name">Your name</label>
      <input id="name" name="name" autocomplete="name" maxlength="80" aria-describedby="name-help">
      <small id="name-help">Shown beside what you change.</small>
      <label for="key">Key of the server</label>
      <input id="key" name="key" type="password" autocomplete="current-password" required aria-describedby="key-help"${problem ? ' autofocus' : ''}>
      <small id="key-help"><code>SANITY_API_WRITE_TOKEN</code> in the file <code>secrets.env</code> of the data folder.</small>
      <button>Sign in</button>
    </form>
  </details>
</main>
</html>
`
}

const howTo = `<p>You sign in with a link that an administrator of your clinic makes for you. Open it in this browser, and you stay signed in.</p>
  <p><strong>No link, or an old one?</strong> Ask an administrator of your clinic for a new link. They make it in the Studio, under “People”.</p>`

function explain(why: SignInReason | null, now: Temporal.Instant): { heading: string; happened?: string } {
  const when = why?.at == null ? '' : ` ${timeAgo(why.at, now)}`
  switch (why?.reason) {
    case 'signed-out':
      return { heading: 'You are signed out', happened: 'To come back, you need a new sign-in link.' }
    case 'session-unknown':
      return { heading: 'You are signed out', happened: 'This browser is no longer signed in.' }
    case 'session-late':
      return {
        heading: 'You are signed out',
        happened: 'Nobody used the Studio in this browser for a month.',
      }
    case 'access-ended':
      return {
        heading: 'Your access was ended',
        happened: `An administrator ended it${when}. Was that a mistake? Ask an administrator of your clinic to invite you again.`,
      }
    case 'link-unknown':
      return {
        heading: 'This link does not work',
        happened: 'Part of it may be missing. Copy all of it, or open it where it was sent to you.',
      }
    case 'link-late':
      return {
        heading: 'This link is too old',
        happened: `A link works for one day. This one ran out${when}.`,
      }
    case 'link-used':
      return {
        heading: 'This link was used already',
        happened: `It was used${when}; each link works once. Was that not you? Tell an administrator at once.`,
      }
    default:
      return { heading: 'Sign in' }
  }
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** “3 hours ago”, since the reader's time zone is unknown. */
function timeAgo(at: number, now: Temporal.Instant): string {
  const past = Math.max(0, now.epochMilliseconds - at)
  const unit = units.find(([, ms]) => past >= ms)
  if (!unit) return 'a moment ago'
  const [name, ms] = unit
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(-Math.floor(past / ms), name)
}

const css = `
  :root { color-scheme: light dark; --paper: #fff; --ground: #f4f5f7; --ink: #1c2430; --quiet: #566073; --line: #c6ccd6; --key: #1d4ed8; --note: #eef3ff }
  @media (prefers-color-scheme: dark) { :root { --paper: #171a21; --ground: #0d0f14; --ink: #e8ebf1; --quiet: #a4adbd; --line: #434b5a; --key: #9db8ff; --note: #1c2740 } }
  body { font: 1rem/1.55 system-ui, sans-serif; margin: 0; background: var(--ground); color: var(--ink) }
  main { max-width: 27rem; box-sizing: border-box; margin: 12vh auto 3rem; padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem }
  @media (max-width: 30rem) { main { margin-block: 0; min-height: 100vh; border: 0; border-radius: 0; padding: 2rem 1.25rem } }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem }
  p { margin: 0 0 1rem }
  a { color: var(--key) }
  .happened { background: var(--note); border-left: .25rem solid var(--key); padding: .75rem 1rem; border-radius: .25rem }
  details { border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1rem; font-size: .9rem }
  summary { color: var(--quiet); cursor: pointer }
  label { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
  input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem .7rem; border-radius: .4rem; border: 1px solid var(--quiet); background: var(--paper); color: inherit }
  button { margin-top: 1.25rem; background: #1d4ed8; border-color: #1d4ed8; color: #fff; font-weight: 600; cursor: pointer }
  small { color: var(--quiet); overflow-wrap: anywhere }
  :focus-visible { outline: 3px solid var(--key); outline-offset: 2px }
  [role=alert] { border-left: .25rem solid #c2410c; padding-left: .8rem; margin-top: 1rem }
`

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}
