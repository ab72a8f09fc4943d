import type { Renderer } from '#renderer/contract.ts'
import { untilAborted } from '#services/shared/until-aborted.ts'
import type { Clock } from './clock.ts'
import { toEarlyHealth } from './health.ts'
import type { Log } from './log.ts'
import type { Pause } from './publish/pause.ts'
import { createPausedState, createState } from './publish/publishing-state.ts'
import type { StoredRelease } from './releases/release-store.ts'
import { type ShownRelease, toUpdate } from './serve/release-update.ts'
import type { PublishingSide, SiteServer, SiteServerSettings } from './serve/site-server.ts'
import { startSiteThread } from './serve/start-site-thread.ts'

/** The site's server, which answers patients before there is a renderer to publish with. */
export function createServing(options: {
  settings: Omit<SiteServerSettings, 'live'>
  clock: Clock
  log: Log
  startServer?: typeof startSiteThread
}) {
  const { settings, clock, log } = options
  let server: SiteServer | null = null
  let publishing: PublishingSide | null = null
  /** What is served. */
  let shown: ShownRelease | null = null

  return {
    async show(release: StoredRelease): Promise<void> {
      await server?.show(release.name, shown && toUpdate(shown, release))
      shown = toShown(release)
    },

    forget: async (names: readonly string[]): Promise<void> => await server?.forget(names),

    /** Serves a release, and waits for the renderer. Without a release, what keeps that from being loaded is thrown. */
    async openWith(
      live: StoredRelease | null,
      pause: Pause | null,
      {
        renderer,
        signal,
        onServing,
      }: { renderer: Renderer | Promise<Renderer>; signal: AbortSignal; onServing(url: string): void },
    ): Promise<Renderer> {
      let state = pause ? createPausedState(pause) : createState('publishing', clock.now())
      server = await (options.startServer ?? startSiteThread)(
        { ...settings, live: live?.name ?? null },
        {
          // What is announced before that, the comparison at the start finds.
          announce: change => publishing?.announce(change),
          health: document => publishing?.health(document) ?? toEarlyHealth({ live, state, pause }),
          metrics: () => publishing?.metrics() ?? '',
        },
      )
      shown = live && toShown(live)
      onServing(toUrl(settings.host, server.port))
      try {
        return await Promise.race([renderer, untilAborted(signal)])
      } catch (error) {
        if (live === null || signal.aborted) throw error
        log.error(
          { err: error },
          `The site stays as it is: ${error instanceof Error ? error.message : error}`,
        )
        state = createState('failed', clock.now(), error)
        return await untilAborted(signal)
      }
    },

    /** Where it listens; what publishes answers from now on. */
    attach(side: PublishingSide): string {
      publishing = side
      return toUrl(settings.host, server?.port ?? 0)
    },

    close: async (): Promise<void> => await server?.close(),

    async end(): Promise<void> {
      const ending = server
      server = null
      await ending?.end()
    },
  }
}

/** Without what else it holds, which is more. */
function toShown({ name, index }: StoredRelease): ShownRelease {
  return { name, index }
}

function toUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
