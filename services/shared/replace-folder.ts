import { rename, rm } from 'node:fs/promises'

/**
 * Has `make` fill a folder beside `finished`, and puts it in its place at the end: a build that fails leaves the last
 * good one.
 */
export async function replaceFolder<Result>(
  finished: string,
  make: (unfinished: string) => Promise<Result>,
): Promise<Result> {
  const unfinished = `${finished}.unfinished`
  try {
    await rm(unfinished, { recursive: true, force: true })
    const result = await make(unfinished)
    await rm(finished, { recursive: true, force: true })
    await rename(unfinished, finished)
    return result
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}
