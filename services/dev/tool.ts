import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { launch, parseLogLine, type Run } from '#services/start/part.ts'
import { print, type Source } from './output.ts'

const endWithParent = fileURLToPath(import.meta.resolve('../start/end-with-parent.ts'))

/** The level of a log line from which on it is a developer's business. */
const warning = 40

/** A browser's request for a page's icon is no news. */
const noise = /\/favicon\.svg /

export type ToolOptions = {
  source: Source
  /** Program and arguments for Node. */
  command: readonly string[]
  root: string
  env: NodeJS.ProcessEnv
}

/** Starts a program that ends with this one, and prints what it says. */
export function startTool({ source, command, root, env }: ToolOptions): Run {
  return launch({
    command: ['--import', endWithParent, ...command],
    root,
    env,
    onLine: line => {
      const entry = parseLogLine(line)
      if (entry === null ? !noise.test(line) : entry.level >= warning) print(source, entry?.message ?? line)
    },
  })
}

/** Waits until something answers at `url`; what refuses the connection is asked again. */
export async function waitForServer(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const response = await fetch(url, { signal }).catch(() => null)
    if (response) return void (await response.body?.cancel())
    await wait(50, undefined, { signal })
  }
}
