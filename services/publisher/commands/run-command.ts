import { mkdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Renderer } from '#renderer/contract.ts'
import { loadCommandEnv } from '#services/shared/command-env.ts'
import { FolderInUseError, isTaken } from '#services/shared/folder-lock.ts'
import { SettingsError } from '#services/shared/parse-settings.ts'
import { systemClock } from '../clock.ts'
import { createContentClient } from '../content-client.ts'
import { createLog } from '../log.ts'
import { type PublisherSettings, parsePublisherSettings } from '../publisher-settings.ts'
import { findLiveName, readManifest } from '../releases/read-release.ts'
import { loadRenderer, RendererError } from '../renderer.ts'
import { openSiteFolder } from '../site-folder.ts'
import { type Answer, type Command, type Result, scriptNames } from './command.ts'
import { describeProgress } from './describe-result.ts'
import { executeCommand } from './execute-command.ts'
import { CommandError, leaveRequest } from './leave-request.ts'

/** How often progress is printed, in milliseconds. */
const printEveryMs = 2000

/**
 * Runs a command from the terminal, through the publisher if one is running, else in this process. Prints the result in
 * plain words. Resolves with the exit code: 0 on success.
 */
export async function runCommand(
  command: Command,
  env: NodeJS.ProcessEnv,
  root: string,
  { log, error }: Pick<Console, 'log' | 'error'> = console,
): Promise<number> {
  let printedAt = performance.now()
  const report = (answer: Answer) => {
    if (answer.kind !== 'progress' || answer.total === 0 || performance.now() - printedAt < printEveryMs)
      return
    printedAt = performance.now()
    log(describeProgress(answer))
  }
  try {
    const all = await loadCommandEnv(env, root)
    const settings = parsePublisherSettings(all)
    await mkdir(settings.folder, { recursive: true })
    const { folder } = settings
    const { text, isGood } = isTaken(folder)
      ? await leaveRequest(command, folder, systemClock.now, report, delayMs => pause(delayMs))
      : await executeAlone(command, settings, all, report)
    if (isGood) log(text)
    else error(text)
    return isGood ? 0 : 1
  } catch (fault) {
    const isExpected = [CommandError, SettingsError, FolderInUseError, RendererError].some(
      kind => fault instanceof kind,
    )
    error(fault instanceof Error ? (isExpected ? fault.message : fault.stack) : String(fault))
    return 1
  }
}

/** Without a running publisher: opens the folder, executes the command, closes the folder. */
async function executeAlone(
  command: Command,
  settings: PublisherSettings,
  env: NodeJS.ProcessEnv,
  report: (answer: Answer) => void,
): Promise<Result> {
  // Pages contain the site's address: without a setting, that of the live release is kept.
  const siteUrl = (env.SITE_URL ? null : await findLiveSiteUrl(settings.folder)) ?? settings.siteUrl
  const renderer = command.command === 'publish' ? await loadRenderer(settings.rendererFile) : noRenderer
  const site = await openSiteFolder({
    settings: { ...settings, siteUrl },
    job: scriptNames[command.command],
    clock: systemClock,
    client: createContentClient(settings),
    renderer,
    log: createLog(env.LOG_LEVEL ? settings.logLevel : 'silent'),
  })
  const stop = () => void site.publishing.stop()
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.once(signal, stop)
  try {
    return await executeCommand(command, site, systemClock, false, report)
  } finally {
    for (const signal of signals) process.off(signal, stop)
    await site.close()
  }
}

async function findLiveSiteUrl(folder: string): Promise<string | null> {
  try {
    const live = await findLiveName(folder)
    return live && readManifest(folder, live).siteUrl
  } catch {
    return null
  }
}

/** A rollback renders nothing, so that it works even if the renderer is broken. */
const noRenderer: Renderer = {
  codeVersion: '',
  contentVersion: '',
  loadSnapshot: refuse,
  loadRevisions: refuse,
  render: refuse,
  restoreSnapshot: refuse,
  paths: refuse,
  closedPaths: refuse,
  nameDocument: refuse,
  faults: refuse,
  isImmutable: () => false,
  drawing: { module: 'data:text/javascript,', name: 'none' },
  changesBetween: refuse,
  holdBack: refuse,
  isSample: refuse,
  nextChangeAt: refuse,
  overlayFile: refuse,
  readDay: refuse,
  describeInstant: refuse,
}

function refuse(): never {
  throw new RendererError('A rollback renders nothing.')
}
