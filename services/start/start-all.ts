import { untilAborted } from '#services/shared/until-aborted.ts'
import { createContext, type StartOptions } from './context.ts'
import { openDataFolder } from './data-folder.ts'
import { startHosted } from './hosted.ts'
import { startLocal } from './local.ts'
import type { Part } from './part.ts'
import { parseStartSettings } from './settings.ts'
import { removeLinks } from './show-addresses.ts'
import { StartError } from './start-error.ts'

/** The running system. */
export type System = AsyncDisposable & { stop(): Promise<void> }

/**
 * Composes the parts: Content Lake with Studio, and publisher with site. Resolves once the site is open, and with it
 * all the rest on the first start; what is not open yet is tried for ever, and shown once it is.
 * @throws StartError or SettingsError that says what to do. What was started by then has been stopped.
 */
export async function startAll(options: StartOptions): Promise<System> {
  const settings = parseStartSettings(options.env)
  const lock = await openDataFolder(settings.dataDir)
  const parts: Part[] = []
  const stopping = new AbortController()

  async function stop(): Promise<void> {
    stopping.abort(new StartError('It was stopped before it had started.'))
    await Promise.all(parts.map(part => part.stop()))
    await removeLinks(settings.dataDir)
    lock.release()
  }

  try {
    const signal = AbortSignal.any([options.signal, stopping.signal])
    const context = await createContext({ ...options, signal }, settings, part => parts.push(part))
    const starting = settings.isHosted ? startHosted(context) : startLocal(context)
    // A part that is started again for ever may never be ready.
    await Promise.race([starting, untilAborted(signal)])
    return { stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw options.signal.aborted ? options.signal.reason : error
  }
}
