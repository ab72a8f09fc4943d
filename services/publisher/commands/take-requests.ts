import { type FSWatcher, watch } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { SiteFolder } from '../site-folder.ts'
import { type Command, type Response, scriptNames } from './command.ts'
import { executeCommand } from './execute-command.ts'
import {
  type Answer,
  findRequestFolder,
  findWhole,
  parseRequestName,
  removeFile,
  requestShape,
  takenWithinMs,
  toAnswerFile,
  toRequestFile,
  writeWhole,
} from './request-file.ts'

/** How often to look where the system reports no new files, in milliseconds. */
const lookEveryMs = 1000

const unreadable =
  'The publisher cannot read this command. Run it from the same version, as the user that runs the publisher. Nothing was changed.'

/** Takes the commands that people leave in the publisher's folder, until it is disposed of. */
export async function takeRequests(options: { folder: string; site: SiteFolder; clock: Clock; log: Log }) {
  const { site, clock, log } = options
  const requests = findRequestFolder(options.folder)
  const tasks = new Set<Promise<void>>()
  let isReadable = true
  let isStopped = false
  await mkdir(requests, { recursive: true, mode: 0o700 })
  await sweep()
  const watcher = watchFolder(requests, look, log)
  let cancel = () => {}
  lookAgain()

  /** Removes answers that nobody waits for any more. */
  async function sweep(): Promise<void> {
    const answers = (await list()).filter(name => parseRequestName(name) === null)
    await Promise.all(answers.map(name => rm(join(requests, name), { force: true })))
  }

  /** The names of all files; none, and a line in the log, while the folder cannot be read. */
  async function list(): Promise<string[]> {
    try {
      const names = await readdir(requests)
      isReadable = true
      return names
    } catch (error) {
      if (isReadable) log.warn({ err: error }, 'Commands cannot be read')
      isReadable = false
      return []
    }
  }

  function lookAgain(): void {
    look()
    cancel = clock.after(lookEveryMs, lookAgain)
  }

  function look(): void {
    if (!isStopped) track(takeAll())
  }

  function track(task: Promise<void>): void {
    const done = task.catch((error: unknown) =>
      log.error({ err: error }, 'A command could not be carried out'),
    )
    tasks.add(done)
    void done.finally(() => tasks.delete(done))
  }

  async function takeAll(): Promise<void> {
    for (const name of await list()) {
      const id = parseRequestName(name)
      if (id !== null) await take(id)
    }
  }

  async function take(id: string): Promise<void> {
    const file = toRequestFile(requests, id)
    const answer = (value: Answer) => writeWhole(toAnswerFile(requests, id), value)
    const request = await findWhole(file, requestShape).catch((error: unknown) => {
      log.warn({ err: error }, 'A command cannot be read')
      return null
    })
    // The one that removes it has it: another look may be under way, or the command was given up.
    if (!(await removeFile(file))) return
    if (request === null) return await answer({ kind: 'impossible', message: unreadable })
    if (clock.now().since(request.at).total('milliseconds') > takenWithinMs) return
    const { command } = request
    log.info({ command: command.command }, `“npm run ${scriptNames[command.command]}” was asked for`)
    await answer({ kind: 'taken' })
    // Not awaited: a rollback ends a publish that is under way.
    track(execute(id, command))
  }

  async function execute(id: string, command: Command): Promise<void> {
    let writing: Promise<void> = Promise.resolve()
    const write = (response: Response) => {
      writing = writing.then(() => writeWhole(toAnswerFile(requests, id), response))
    }
    write(await executeCommand(command, site, clock, write))
    await writing
  }

  return {
    /** Ends once all commands are answered. */
    async stop(): Promise<void> {
      isStopped = true
      watcher?.close()
      cancel()
      while (tasks.size > 0) await Promise.all(tasks)
    },
  }
}

/** Null where the system cannot watch a folder, as on some network file systems: it is looked at regularly. */
function watchFolder(folder: string, onChange: () => void, log: Log): FSWatcher | null {
  const report = (error: unknown) => log.warn({ err: error }, 'Commands are noticed with a delay')
  try {
    return watch(folder, onChange).on('error', report)
  } catch (error) {
    report(error)
    return null
  }
}
