import { SANITY_VERSION } from 'sanity'

/** What Sanity's services answer here: that this version is the latest, and that remarks for Sanity cannot be sent. */
const answers: Record<string, () => Response> = {
  'sanity-cdn.com': () => Response.json({ packageVersion: SANITY_VERSION }),
  'api.sanity.io': () => new Response(null, { status: 404 }),
}

/**
 * Answers in the place of Sanity's own services, for which the Studio asks as soon as it opens: its policy lets no request
 * leave for another host, and each attempt would be logged in the console as an error.
 */
export function answerForSanity(): void {
  const plainFetch = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const { hostname, pathname } = new URL(input instanceof Request ? input.url : input, location.href)
    // A description of the Studio for Sanity's other apps; none of them is used here.
    if (pathname === '/static/create-manifest.json') return new Response(null, { status: 404 })
    return answers[hostname]?.() ?? (await plainFetch(input, init))
  }
}
