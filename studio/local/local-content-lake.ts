import type { PluginOptions, WorkspaceOptions } from 'sanity'
import { clientFactory } from '../connection/client-factory.ts'
import { fetchWithSharedStreams } from './event-streams.ts'
import { KeptSession, signInAddress } from './kept-session.ts'
import { fetchWithQuietLiveEvents } from './live-events.ts'
import { noProjectLinks } from './no-project-links.tsx'
import { renewRequests } from './renewed-requests.ts'
import { sessionNotice } from './SessionNotice.tsx'
import { answerForSanity } from './sanity-services.ts'

type LocalOptions = Required<Pick<WorkspaceOptions, 'apiHost' | 'auth' | 'unstable_clientFactory'>>

const session = new KeptSession({
  toSignIn: why => window.location.assign(signInAddress(window.location, why)),
  reload: () => window.location.reload(),
})

/** What the Studio shows, and what it does not, where its documents are in the Content Lake of this repository. */
export function localPlugins(): PluginOptions[] {
  return [sessionNotice(session), noProjectLinks()]
}

/**
 * The part of the Studio's configuration that makes it use the Content Lake of this repository, at the origin the
 * Studio itself came from. Spread it into `defineConfig` when no hosted project is set:
 * `...(isHosted ? … : localContentLake())`.
 */
export function localContentLake(): LocalOptions {
  const apiHost = typeof location === 'undefined' ? 'http://localhost:3333' : location.origin
  const localFetch = session.keep(
    fetchWithQuietLiveEvents(fetchWithSharedStreams((input, init) => fetch(input, init))),
  )
  snoozeNetworkCheck()
  if (typeof location !== 'undefined') {
    answerForSanity()
    renewRequests(session.renew)
  }
  return {
    apiHost,
    // There is no provider: where Sanity asks which there are, the session leads to the sign-in page.
    auth: { loginMethod: 'token' },
    // One origin for everything: the project id as a sub-domain of localhost resolves in Chromium alone.
    unstable_clientFactory: clientFactory(localFetch, { apiHost, useProjectHostname: false, useCdn: false }),
  }
}

/** The Studio warns of HTTP/1.1, for the sake of its listeners; they share a socket here, so there is nothing to warn of. */
function snoozeNetworkCheck(): void {
  if (typeof sessionStorage === 'undefined') return
  sessionStorage.setItem('sanity-studio.network.check.snooze', new Date().toISOString())
}
