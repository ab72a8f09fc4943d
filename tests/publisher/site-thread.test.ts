import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('ends the process with a reason when the thread that serves the site ends', async () => {
  const child = fork(new URL('./lost-site-thread.ts', import.meta.url), { silent: true, execArgv: [] })
  const output: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const [code] = await once(child, 'close')
  expect(code).not.toBe(0)
  expect(output.join('')).toContain('The thread that serves the site ended with code 1')
  expect(output.join('')).toContain('The thread has no more memory.')
})
