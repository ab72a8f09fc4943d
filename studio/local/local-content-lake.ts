import type { WorkspaceOptions } from 'sanity'
import { clientFactory } from '../connection/client-factory.ts'
import { fetchWithSharedStreams } from './event-streams.ts'
import { fetchWithQuietLiveEvents } from './live-events.ts'
import { answerForSanity } from './sanity-services.ts'

type LocalOptions = Required<Pick<WorkspaceOptions, 'apiHost' | 'auth' | 'unstable_clientFactory'>>

/**
 * The part of the Studio's configuration that makes it use the Content Lake of this repository, at the origin the
 * Studio itself came from. Spread it into `defineConfig` when no hosted project is set:
 * `...(projectId === localProjectId && localContentLake())`.
 */
export function localContentLake(): LocalOptions {
  const apiHost = typeof location === 'undefined' ? 'http://localhost:3333' : location.origin
  const localFetch = fetchWithQuietLiveEvents(fetchWithSharedStreams((input, init) => fetch(input, init)))
  snoozeNetworkCheck()
  if (typeof location !== 'undefined') answerForSanity()
  return {
    apiHost,
    auth: {
      loginMethod: 'token',
      providers: [{ name: 'local', title: 'Sign in with the key', url: `${apiHost}/auth/login` }],
    },
    // One origin for everything: the project id as a sub-domain of localhost resolves in Chromium alone.
    unstable_clientFactory: clientFactory(localFetch, { apiHost, useProjectHostname: false, useCdn: false }),
  }
}

/** The Studio warns of HTTP/1.1, for the sake of its listeners; they share a socket here, so there is nothing to warn of. */
function snoozeNetworkCheck(): void {
  if (typeof sessionStorage === 'undefined') return
  sessionStorage.setItem('sanity-studio.network.check.snooze', new Date().toISOString())
}
