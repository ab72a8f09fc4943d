import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { corpus } from '../corpus/corpus.ts'
import { runMeasured, type Taken } from '../system/measured-command.ts'

/** Writes the corpus as one JSON file for the peers, and tells where it is. */
export async function writeContent(folder: string, articles: number, now: Temporal.Instant): Promise<string> {
  const file = join(folder, 'content.json')
  await writeFile(file, JSON.stringify([...corpus(articles, now)].flat()))
  return file
}

/** One run of the floor into a folder that is gone by then, unless `keep` is set. */
export async function runFloor(
  content: string,
  output: string,
  signal: AbortSignal,
  options: { compressed?: boolean; keep?: boolean } = {},
): Promise<Taken> {
  const floor = join(import.meta.dirname, 'floor.ts')
  const compressed = options.compressed ? ['compressed'] : []
  const taken = await runMeasured([process.execPath, floor, content, output, ...compressed], {
    cwd: '/',
    signal,
  })
  if (!options.keep) await rm(output, { recursive: true, force: true })
  return taken
}
