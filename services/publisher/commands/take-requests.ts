import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceDurably } from '#services/shared/replace-durably.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createRefusalLog } from '../log-throttle.ts'
import type { SiteFolder } from '../site-folder.ts'
import { type Answer, type Command, scriptNames } from './command.ts'
import { executeCommand } from './execute-command.ts'
import {
  answerSuffix,
  findRequestFolder,
  findValue,
  parseRequestName,
  removeFile,
  requestShape,
  takenWithinMs,
  toAnswerFile,
  toRequestFile,
} from './request-file.ts'

/** How often to look for commands, in milliseconds: cheaper than it sounds, and it works on every file system. */
const lookEveryMs = 100

const unreadable =
  'The publisher cannot read this command. Run it from the same version, as the user that runs the publisher. Nothing was changed.'

/** Takes the commands that people leave in the publisher's folder. Returns how to stop that. */
export function takeRequests(options: { folder: string; site: SiteFolder; clock: Clock; log: Log }) {
  const { site, clock, log } = options
  const requests = findRequestFolder(options.folder)
  const logFailure = createRefusalLog(options)
  const tasks = new Set<Promise<void>>()
  const ready = prepare()
  const timer = setInterval(() => track(ready.then(takeAll)), lookEveryMs)
  track(ready)

  async function prepare(): Promise<void> {
    await mkdir(requests, { recursive: true, mode: 0o700 })
    // Answers that nobody waits for any more. A command may just be being written.
    const answers = (await readdir(requests)).filter(name => name.includes(answerSuffix))
    await Promise.all(answers.map(name => rm(join(requests, name), { force: true })))
  }

  function track(task: Promise<void>): void {
    const done = task.catch((error: unknown) => logFailure({ err: error }, 'Commands cannot be taken'))
    tasks.add(done)
    void done.finally(() => tasks.delete(done))
  }

  async function takeAll(): Promise<void> {
    const ids = (await readdir(requests)).flatMap(name => parseRequestName(name) ?? [])
    await Promise.all(ids.map(take))
  }

  async function take(id: string): Promise<void> {
    const file = toRequestFile(requests, id)
    const request = await findValue(file, requestShape).catch((error: unknown) => {
      log.warn({ err: error }, 'A command cannot be read')
      return null
    })
    if (!(await removeFile(file))) return
    const answer = (value: Answer) => replaceDurably(toAnswerFile(requests, id), JSON.stringify(value))
    if (request === null) return await answer({ kind: 'result', isGood: false, text: unreadable })
    if (clock.now().since(request.at).total('milliseconds') > takenWithinMs) return
    const { command } = request
    await answer({ kind: 'progress', done: 0, total: 0 })
    log.info({ command: command.command }, `“npm run ${scriptNames[command.command]}” was asked for`)
    // Not awaited: a rollback ends a publish that is under way.
    track(execute(command, answer))
  }

  async function execute(command: Command, answer: (value: Answer) => Promise<void>): Promise<void> {
    let writing = Promise.resolve()
    const write = (value: Answer) => {
      writing = writing.then(() => answer(value))
    }
    try {
      write(await executeCommand(command, site, clock, true, write))
    } catch (error) {
      log.error({ err: error }, 'A command could not be carried out')
      const text = `The publisher could not carry it out: ${error instanceof Error ? error.message : error} See what it logs.`
      write({ kind: 'result', isGood: false, text })
    }
    await writing
  }

  /** Resolves once all commands are answered. */
  return async function stop(): Promise<void> {
    clearInterval(timer)
    while (tasks.size > 0) await Promise.all(tasks)
  }
}
