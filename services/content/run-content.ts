import { resolve } from 'node:path'
import { copyContent } from './copy.ts'
import { describeCopy, describeRefusal } from './describe.ts'
import { openHosted } from './open-hosted.ts'
import { openLocal } from './open-local.ts'

export interface ContentOptions {
  direction: 'push' | 'pull'
  drafts: boolean
  replace: boolean
}

/**
 * Copies content between this machine and the hosted project that the environment names, and prints what came of it.
 * Resolves with the exit code: 0 once it is done.
 * @throws ContentError, SettingsError or StartError when it cannot be done: nothing was changed then.
 */
export async function runContent(
  { direction, drafts, replace }: ContentOptions,
  env: NodeJS.ProcessEnv,
  root: string,
  { log, error }: Pick<Console, 'log' | 'error'> = console,
): Promise<number> {
  const hosted = openHosted(env, direction === 'push' ? 'write' : 'read')
  await using cleanUp = new AsyncDisposableStack()
  const dataDir = resolve(root, env.DATA_DIR?.trim() || '.data')
  const local = await openLocal(env, { dataDir, dataset: hosted.dataset }, cleanUp)
  const [source, target] = direction === 'push' ? [local, hosted] : [hosted, local]
  const copied = await copyContent({
    source,
    target,
    withDrafts: drafts,
    replaces: replace,
    report: line => log(line),
  })
  if (copied.isDone) log(describeCopy(copied, target.name))
  else error(describeRefusal(copied, target.name))
  return copied.isDone ? 0 : 1
}
