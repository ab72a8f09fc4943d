import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startPart } from './part.ts'

/** A program that notes each of its starts in runs.log, then does what `code` says. */
async function smallProgram(code: string) {
  const folder = await mkdtemp(join(tmpdir(), 'part-'))
  const script = join(folder, 'program.mjs')
  await writeFile(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs'
     appendFileSync(${JSON.stringify(join(folder, 'runs.log'))}, process.pid + '\\n')
     process.once('disconnect', () => process.exit(0))
     const keepRunning = () => setInterval(() => {}, 1000)
     ${code}`,
  )
  const said: string[] = []
  const part = startPart({
    title: 'The program',
    command: [script],
    root: folder,
    env: { PATH: process.env.PATH },
    onLine: () => {},
    report: line => said.push(line),
    onGivenUp: error => said.push(error.message),
  })
  return {
    part,
    said,
    runs: async () => (await readFile(join(folder, 'runs.log'), 'utf8')).split('\n').filter(Boolean),
    async [Symbol.asyncDispose]() {
      await part.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

test('is ready when it says so, and stops when it is told to', async () => {
  await using program = await smallProgram(`process.send({ type: 'ready' }); keepRunning()`)
  await program.part.ready
  await program.part.stop()
  const [pid = ''] = await program.runs()
  expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH')
  expect(program.said).toEqual([])
})

test('tells the last words of a program that never got ready', async () => {
  await using program = await smallProgram(`console.error('The disk is full.'); process.exit(1)`)
  await expect(program.part.ready).rejects.toThrow('The program cannot start. The disk is full.')
})

test('tells the message of a fatal log line rather than the line', async () => {
  await using program = await smallProgram(
    `console.log(JSON.stringify({ level: 60, msg: 'The file is damaged.' })); process.exit(1)`,
  )
  await expect(program.part.ready).rejects.toThrow('The program cannot start. The file is damaged.')
})

test('starts a program again that crashed after it was ready', async () => {
  await using program = await smallProgram(`process.send({ type: 'ready' }); keepRunning()`)
  await program.part.ready
  const [first = ''] = await program.runs()
  process.kill(Number(first), 'SIGKILL')

  await expect.poll(program.runs, { timeout: 5000 }).toHaveLength(2)
  expect(program.said).toEqual(['The program has ended unasked (signal SIGKILL); starting it again in 0.5 s'])
})

test('ends a program that does not stop by itself within five seconds', async () => {
  await using program = await smallProgram(
    `process.on('SIGTERM', () => {}); process.send({ type: 'ready' }); keepRunning()`,
  )
  await program.part.ready
  const startedAt = performance.now()
  await program.part.stop()
  expect(performance.now() - startedAt).toBeLessThan(5000)
})
