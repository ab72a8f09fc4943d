import type { Clock } from '../clock.ts'
import { RollbackError } from '../releases/choose-release.ts'
import type { SiteFolder } from '../site-folder.ts'
import type { Answer, Command, Result } from './command.ts'
import { describePublish, describeRollback } from './describe-result.ts'

/** How often a long publish reports its progress, in milliseconds. */
const reportEveryMs = 500

/** Executes a person's command, in the running publisher or without one; `report` receives progress. */
export async function executeCommand(
  command: Command,
  site: SiteFolder,
  clock: Clock,
  isRunning: boolean,
  report: (answer: Answer) => void,
): Promise<Result> {
  const startedAt = clock.now()
  const tookMs = () => Math.max(0, clock.now().since(startedAt).total('milliseconds'))
  if (command.command === 'rollback') {
    try {
      const { release, from } = await site.rollBack(command.release)
      return describeRollback(release, from, tookMs())
    } catch (error) {
      if (!(error instanceof RollbackError)) throw error
      return { kind: 'result', isGood: false, text: error.message }
    }
  }
  const endedHold = site.publishing.pause() !== null
  let cancel = clock.after(reportEveryMs, look)
  function look(): void {
    const { progress } = site.publishing.state()
    if (progress) report({ kind: 'progress', ...progress })
    cancel = clock.after(reportEveryMs, look)
  }
  try {
    const result = await site.publish(command)
    return describePublish(result, {
      tookMs: tookMs(),
      live: site.publishing.current(),
      endedHold,
      isRunning,
    })
  } finally {
    cancel()
  }
}
