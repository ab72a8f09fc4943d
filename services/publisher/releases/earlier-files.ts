import { readFileSync, rmdirSync, statSync, unlinkSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as yieldToOthers } from 'node:timers/promises'

export type EarlierFiles = ReturnType<typeof findEarlierFiles>

/**
 * Files that earlier versions stored one by one, `files/<two digits>/<name>` (decision 0046). They are read there for as
 * long as a release names them.
 */
export function findEarlierFiles(folder: string) {
  const files = join(folder, 'files')
  let isThere = statSync(files, { throwIfNoEntry: false }) !== undefined
  const locate = (name: string): string => join(files, name.slice(0, 2), name)

  return {
    /** @throws Error if there is no file of this name. */
    read(name: string): Buffer {
      if (!isThere) throw new Error(`${name} is not among the stored files of ${folder}.`)
      return readFileSync(locate(name))
    },

    isWhole: (name: string, size: number): boolean =>
      isThere && statSync(locate(name), { throwIfNoEntry: false })?.size === size,

    /** Removes those that are not needed, and the folder with the last of them. */
    async sweep(isUnneeded: (name: string) => boolean): Promise<void> {
      if (!isThere) return
      let kept = 0
      for (const part of await readdir(files)) {
        const names = await readdir(join(files, part))
        const unneeded = names.filter(name => name.endsWith('.new') || isUnneeded(name))
        for (const name of unneeded) unlinkSync(join(files, part, name))
        kept += names.length - unneeded.length
        if (unneeded.length === names.length) rmdirSync(join(files, part))
        await yieldToOthers()
      }
      if (kept > 0) return
      rmdirSync(files)
      isThere = false
    },
  }
}
