import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as anyTest } from 'vitest'
import { startPart } from './part.ts'

// They wait most of their time, each for a program of its own.
const test = anyTest.concurrent

/** A program that notes each of its starts in runs.log, then does what `code` says. */
async function smallProgram(
  code: string,
  options: { isPatient?: boolean; longestWaitMs?: number; goAhead?: Promise<void> } = {},
) {
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
    isPatient: options.isPatient ?? false,
    longestWaitMs: options.longestWaitMs ?? 30_000,
    goAhead: options.goAhead,
    onLine: () => {},
    report: line => said.push(line),
    onReady: () => said.push('ready'),
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

test('is ready when it says so, and stops when it is told to', async ({ expect }) => {
  await using program = await smallProgram(`process.send({ type: 'ready' }); keepRunning()`)
  await program.part.ready
  await program.part.stop()
  const [pid = ''] = await program.runs()
  expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH')
  expect(program.said).toEqual(['ready'])
})

test('tells the last words of a program that never got ready', async ({ expect }) => {
  await using program = await smallProgram(`console.error('The disk is full.'); process.exit(1)`)
  await expect(program.part.ready).rejects.toThrow('The program cannot start. The disk is full.')
})

test('tells the message of a fatal log line rather than the line', async ({ expect }) => {
  await using program = await smallProgram(
    `console.log(JSON.stringify({ level: 60, msg: 'The file is damaged.' })); process.exit(1)`,
  )
  await expect(program.part.ready).rejects.toThrow('The program cannot start. The file is damaged.')
})

test('starts a program again that crashed after it was ready', async ({ expect }) => {
  await using program = await smallProgram(`process.send({ type: 'ready' }); keepRunning()`)
  await program.part.ready
  const [first = ''] = await program.runs()
  process.kill(Number(first), 'SIGKILL')

  await expect.poll(program.runs).toHaveLength(2)
  await expect
    .poll(() => program.said)
    .toEqual(['ready', 'The program has ended unasked (signal SIGKILL); starting it again in 0.5 s', 'ready'])
})

test('starts a program again, later each time, that has never been ready, and tells its last words once', async ({
  expect,
}) => {
  await using program = await smallProgram(`console.error('The file is damaged.'); process.exit(1)`, {
    isPatient: true,
  })
  await expect.poll(() => program.said.length, { interval: 50 }).toBe(3)
  expect(program.said).toEqual([
    'The program cannot start (The file is damaged.); starting it again in 0.5 s',
    'The program cannot start (as before); starting it again in 1 s',
    'The program cannot start (as before); starting it again in 2 s',
  ])
  await program.part.stop()
  await expect(program.part.ready).rejects.toThrow('The program was stopped.')
})

test('never gives a program up, however often it ends', async ({ expect }) => {
  const code = `process.send({ type: 'ready' }, () => process.exit(1))`
  await using program = await smallProgram(code, { longestWaitMs: 0 })
  const runs = async () => (await program.runs()).length
  await expect.poll(runs, { interval: 50 }).toBeGreaterThan(11)
})

test('ends a program that does not stop by itself', async ({ expect }) => {
  await using program = await smallProgram(
    `process.on('SIGTERM', () => {}); process.send({ type: 'ready' }); keepRunning()`,
  )
  await program.part.ready
  await program.part.stop()
  const [pid = ''] = await program.runs()
  expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH')
})

test('each run is told to go ahead once what it waits for is there', async ({ expect }) => {
  const built = Promise.withResolvers<void>()
  await using program = await smallProgram(
    `process.send({ type: 'ready' })
     process.once('message', () => process.exit(0))
     keepRunning()`,
    { isPatient: true, longestWaitMs: 500, goAhead: built.promise },
  )
  await program.part.ready
  expect(await program.runs()).toHaveLength(1)
  built.resolve()
  await expect.poll(program.runs).toHaveLength(3)
})
