import { serve } from '../serve.ts'
import { type FullSite, startFullSite } from './full-site.ts'

/** What workers learn of the site that they share. */
export type SharedSite = Omit<FullSite, typeof Symbol.asyncDispose>

/** The variable by which workers find whom to ask. */
const variable = 'SHARED_SITE'

/**
 * Starts the full site once a worker asks for it, and keeps it for all: they come and go, and none of them changes it. To
 * start it takes as long as a minute of tests.
 */
export async function offerSharedSite(): Promise<AsyncDisposable> {
  let starting: Promise<FullSite> | undefined
  const server = await serve(async (_, response) => {
    try {
      starting ??= startFullSite()
      const { url, release, pages, kinds, looks } = await starting
      response.end(JSON.stringify({ url, release, pages, kinds, looks } satisfies SharedSite))
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error))
    }
  })
  process.env[variable] = server.url
  return {
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      const site = await starting?.catch(() => undefined)
      await site?.[Symbol.asyncDispose]()
    },
  }
}

/** @throws Error with the reason when the site cannot be started. */
export async function findSharedSite(): Promise<SharedSite> {
  const address = process.env[variable]
  if (!address) throw new Error(`${variable} is not set: the global setup of playwright.config.ts sets it.`)
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(await answer.text())
  return await answer.json()
}
