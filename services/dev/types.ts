import { watch } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runBuild } from '../build.ts'

/** What the generated types follow from: the schema, the choices and titles that it reads, and the queries. */
const sources = ['studio/schemaTypes', 'src/domain', 'src/words', 'src/sanity']

/** Editors write a file in several steps, in milliseconds. */
const settledMs = 200

/** Generates the types again each time that what they follow from changes, until the signal ends it. */
export async function watchTypes(
  root: string,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let isChanged = false
  let running: Promise<void> | null = null

  async function generate(): Promise<void> {
    while (isChanged && !signal.aborted) {
      await wait(settledMs)
      isChanged = false
      try {
        report(`Generated ${await runBuild('typegen', root, { signal })}`)
      } catch (error) {
        if (!signal.aborted) report(error instanceof Error ? error.message : String(error))
      }
    }
  }

  async function watchFolder(folder: string): Promise<void> {
    for await (const { filename } of watch(join(root, folder), { recursive: true, signal })) {
      if (!filename?.endsWith('.ts') || /\.(types|test)\.ts$/.test(filename)) continue
      isChanged = true
      running ??= generate().finally(() => {
        running = null
      })
    }
  }
  const watching = sources.map(folder =>
    watchFolder(folder).catch((error: unknown) => {
      if (!signal.aborted) report(`${folder} is not watched: ${error}`)
    }),
  )
  await Promise.all(watching)
  await running
}
