import { spawn } from 'node:child_process'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReleaseStore } from './release-store.ts'

/** The releases that may be removed: the oldest, except the last `keep` and those in `needed`. */
export async function findPrunable(
  store: Pick<ReleaseStore, 'list'>,
  keep: number,
  needed: ReadonlySet<string>,
): Promise<string[]> {
  const names = await store.list()
  return names.slice(0, Math.max(0, names.length - keep)).filter(name => !needed.has(name))
}

/**
 * Removes folders in another process: ten thousand files take two seconds, which would block this one.
 */
export function removeInBackground(folders: readonly string[]): Promise<void> {
  return runScript('./remove-folders.ts', folders, 'Old releases cannot be removed')
}

/** Fills `copy` with links to all files of `folder`, in another process. */
export function linkInBackground(folder: string, copy: string): Promise<void> {
  return runScript('./link-folder.ts', [folder, copy], 'The next release cannot be prepared')
}

function runScript(name: string, folders: readonly string[], fault: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL(name, import.meta.url))
    const child = spawn(process.execPath, [script, ...folders], { stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(0, 2000)
    })
    child.once('error', reject)
    child.once('close', code => {
      if (code === 0) resolve()
      else {
        const names = folders.map(folder => basename(folder)).join(', ')
        reject(new Error(`${fault} (${names} in ${dirname(folders[0] ?? '')}): ${complaint}`))
      }
    })
  })
}
