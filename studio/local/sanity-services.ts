import { SANITY_VERSION } from 'sanity'

/** What Sanity's services answer here: that this version is the latest, and that remarks for Sanity cannot be sent. */
const answers: Record<string, () => Response> = {
  'sanity-cdn.com': () => Response.json({ packageVersion: SANITY_VERSION }),
  'api.sanity.io': () => new Response(null, { status: 404 }),
}

/**
 * Answers in the place of Sanity's own services, for which the Studio asks as soon as it opens: its policy lets no request
 * leave for another host, and each that tried would stand in the console as an error.
 */
export function answerForSanity(): void {
  const plainFetch = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input, location.href)
    return answers[hostname]?.() ?? (await plainFetch(input, init))
  }
}
