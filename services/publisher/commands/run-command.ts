import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { loadCommandEnv } from '#services/shared/command-env.ts'
import { FolderInUseError, isTaken } from '#services/shared/folder-lock.ts'
import { SettingsError } from '#services/shared/settings.ts'
import { systemClock } from '../clock.ts'
import { createContentClient } from '../content-client.ts'
import { createLog } from '../log.ts'
import { loadRenderer, type Renderer, RendererError } from '../renderer.ts'
import { type PublisherSettings, parsePublisherSettings } from '../settings.ts'
import { openSiteFolder } from '../site-folder.ts'
import { askPublisher, CommandError } from './ask-publisher.ts'
import { carryOut } from './carry-out.ts'
import { type AnswerLine, type Command, scriptNames } from './command.ts'
import { describeAnswer, describeProgress } from './words.ts'

type Asked =
  | Omit<Extract<Command, { command: 'publish' }>, 'nonce'>
  | Omit<Extract<Command, { command: 'rollback' }>, 'nonce'>

/** How often progress is printed, in milliseconds. */
const printEveryMs = 2000

/**
 * Carries out a command for whoever typed it: through the publisher if one runs, else here. Prints what happened in
 * plain words. Resolves with the exit code: 0 when the site is as it was asked to be.
 */
export async function runCommand(asked: Asked, env: NodeJS.ProcessEnv, root: string): Promise<number> {
  const command = { ...asked, nonce: randomUUID() }
  let printedAt = performance.now()
  const tell = (line: AnswerLine) => {
    if (line.kind !== 'progress' || performance.now() - printedAt < printEveryMs) return
    printedAt = performance.now()
    console.log(describeProgress(line))
  }
  try {
    const all = await loadCommandEnv(env, root)
    const settings = parsePublisherSettings(all)
    await mkdir(settings.folder, { recursive: true })
    const { folder, webhookSecret: secret } = settings
    const isRunning = isTaken(folder)
    const answer = isRunning
      ? await askPublisher(command, { folder, secret, now: systemClock.now }, tell, delayMs => pause(delayMs))
      : await carryOutAlone(command, settings, all, tell)
    const { text, isGood } = describeAnswer(answer, isRunning)
    if (isGood) console.log(text)
    else console.error(text)
    return isGood ? 0 : 1
  } catch (error) {
    const isExpected = [CommandError, SettingsError, FolderInUseError, RendererError].some(
      kind => error instanceof kind,
    )
    console.error(error instanceof Error ? (isExpected ? error.message : error.stack) : String(error))
    return 1
  }
}

/** Without a publisher: opens the folder, does the one thing, and closes it. */
async function carryOutAlone(
  command: Command,
  settings: PublisherSettings,
  env: NodeJS.ProcessEnv,
  tell: (line: AnswerLine) => void,
): Promise<AnswerLine> {
  // Links in the pages hold the site's address: without a setting, the one that the live release was made for stays.
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
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  try {
    return await carryOut(command, site, systemClock, tell)
  } finally {
    await site.close()
  }
}

const recordShape = z.looseObject({ siteUrl: z.url() })

async function findLiveSiteUrl(folder: string): Promise<string | null> {
  try {
    const text = await readFile(join(folder, 'live', 'release-record.json'), 'utf8')
    return recordShape.parse(JSON.parse(text)).siteUrl
  } catch {
    return null
  }
}

/** A rollback makes nothing: it works also where the renderer is what broke. */
const noRenderer: Renderer = {
  codeVersion: '',
  loadSnapshot: () => Promise.reject(notMade()),
  loadRevisions: () => Promise.reject(notMade()),
  render: () => Promise.reject(notMade()),
  restoreSnapshot: () => Promise.reject(notMade()),
  paths() {
    throw notMade()
  },
  faults() {
    throw notMade()
  },
  isImmutable: () => false,
  changesBetween() {
    throw notMade()
  },
  holdBack() {
    throw notMade()
  },
  nextChangeAt() {
    throw notMade()
  },
}

function notMade(): RendererError {
  return new RendererError('A rollback renders nothing.')
}
