import type { Clock } from '../clock.ts'
import { RollbackError } from '../releases/choose-release.ts'
import { isPage } from '../releases/release-record.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import type { SiteFolder } from '../site-folder.ts'
import type { Command, Response } from './command.ts'

/** How often a long publish reports its progress, in milliseconds. */
const reportEveryMs = 500

/** Executes a person's command, in the running publisher or without one; `report` receives progress. */
export async function executeCommand(
  command: Command,
  site: SiteFolder,
  clock: Clock,
  report: (response: Response) => void,
): Promise<Response> {
  const startedAt = clock.now()
  const tookMs = () => Math.max(0, Math.round(clock.now().since(startedAt).total('milliseconds')))
  if (command.command === 'rollback') {
    try {
      const { release, from } = await site.rollBack(command.release)
      return {
        kind: 'rolled back',
        release: release.name,
        from,
        pages: countPages(release),
        tookMs: tookMs(),
      }
    } catch (error) {
      if (!(error instanceof RollbackError)) throw error
      return { kind: 'impossible', message: error.message }
    }
  }
  const endedHold = site.publishing.pause() !== null
  const stopReporting = reportProgress(site, clock, report)
  try {
    const { result, reason, problems, facts } = await site.publish(command)
    const live = site.publishing.current()
    return {
      kind: 'published',
      result,
      release: live?.name ?? null,
      reason,
      problems: [...problems],
      pages: live ? countPages(live) : 0,
      rendered: facts.rendered ?? null,
      tookMs: tookMs(),
      endedHold,
      held: (live?.record.faults ?? []).slice(0, 10).map(fault => `${fault.title}: ${fault.reason}`),
    }
  } finally {
    stopReporting()
  }
}

function reportProgress(site: SiteFolder, clock: Clock, report: (response: Response) => void): () => void {
  let cancel = clock.after(reportEveryMs, look)
  function look(): void {
    const { progress } = site.publishing.state()
    if (progress) report({ kind: 'progress', ...progress })
    cancel = clock.after(reportEveryMs, look)
  }
  return () => cancel()
}

function countPages({ record }: StoredRelease): number {
  return Object.values(record.files).filter(file => isPage(file) && file.status === 200).length
}
