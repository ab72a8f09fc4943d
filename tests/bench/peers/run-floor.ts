import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { corpus } from '../corpus/corpus.ts'
import { runMeasured, type Taken } from '../system/measured-command.ts'

/** Writes the corpus as one JSON file for the peers, and tells where it is. */
export async function writeContent(folder: string, articles: number, now: Temporal.Instant): Promise<string> {
  const file = join(folder, 'content.json')
  await writeFile(file, JSON.stringify([...corpus(articles, now)].flat()))
  return file
}

/** One run of the floor, into a folder that is not there yet. */
export async function runFloor(
  content: string,
  output: string,
  signal: AbortSignal,
  compressed = false,
): Promise<Taken> {
  const floor = join(import.meta.dirname, 'floor.ts')
  const command = [process.execPath, floor, content, output, ...(compressed ? ['compressed'] : [])] as const
  return await runMeasured(command, { cwd: '/', env: { PATH: process.env.PATH }, signal })
}
