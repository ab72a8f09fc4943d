import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { answerShape } from '#publisher/commands/command.ts'
import { leaveRequest } from '#publisher/commands/leave-request.ts'
import {
  findRequestFolder,
  findValue,
  removeFile,
  toAnswerFile,
  toRequestFile,
} from '#publisher/commands/request-file.ts'
import { takeFolder } from '#services/shared/folder-lock.ts'
import { replaceDurably } from '#services/shared/replace-durably.ts'
import { startTestPublisher } from './test-publisher.ts'

/* The files by which a command reaches the publisher that runs. */

const notes = [{ _id: 'groups', title: 'Groups' }]
const publish = { command: 'publish', acceptRemoval: false } as const
const start = Temporal.Instant.from('2027-01-15T12:00:00Z')

/** Writes a value as the publisher and the command line do. */
function write(file: string, value: unknown): Promise<void> {
  return replaceDurably(file, JSON.stringify(value))
}

/** Where a new request and its answer are. */
function newRequest(folder: string) {
  const [requests, id] = [findRequestFolder(folder), randomUUID()]
  return { request: toRequestFile(requests, id), answer: toAnswerFile(requests, id) }
}

test('takes a command that was left while it was starting', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  await site.publisher.stop()
  const { request, answer } = newRequest(site.folder)
  await write(request, { at: site.clock.now().toString(), command: publish })

  await site.restart()

  await expect
    .poll(() => findValue(answer, answerShape))
    .toMatchObject({ isGood: true, text: expect.stringContaining('Nothing has changed') })
  await expect(stat(request)).rejects.toThrow('ENOENT')
})

test('drops a command that nobody waits for any more, and answers of before', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  await site.publish({ _id: 'groups', title: 'Groups on Friday' })
  await site.publisher.stop()
  const rollback = { command: 'rollback', release: null }
  const { request } = newRequest(site.folder)
  await write(request, { at: site.clock.now().subtract({ seconds: 16 }).toString(), command: rollback })
  await write(newRequest(site.folder).answer, { kind: 'progress', done: 0, total: 0 })

  await site.restart()

  await expect.poll(() => readdir(findRequestFolder(site.folder))).toEqual([])
  expect(await site.health()).toMatchObject({ status: 'ok', held: null })
  expect((await site.ask('/groups/')).text).toContain('Friday')
})

test.each([
  ['no JSON', '{"at":'],
  ['another command', JSON.stringify({ at: start.toString(), command: { command: 'stop' } })],
  ['something more', JSON.stringify({ at: start.toString(), command: { ...publish, also: 'this' } })],
  ['no instant', JSON.stringify({ at: 'now', command: publish })],
  ['megabytes', JSON.stringify({ at: start.toString(), command: { command: 'x'.repeat(3_000_000) } })],
])('answers that it cannot read a request of %s, and goes on', async (_, text) => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  const { request, answer } = newRequest(site.folder)

  await writeFile(request, text)

  await expect
    .poll(() => findValue(answer, answerShape))
    .toMatchObject({
      isGood: false,
      text: expect.stringContaining('Run it from the same version'),
    })
  expect(await site.health()).toMatchObject({ status: 'ok', held: null })
})

test('starts and serves when it cannot take commands, and says so in few lines', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  await site.publisher.stop()
  await rm(findRequestFolder(site.folder), { recursive: true })
  await writeFile(findRequestFolder(site.folder), 'in the way')
  site.logged.length = 0

  await site.restart()
  await wait(500)

  expect((await site.ask('/groups/')).status).toBe(200)
  expect(site.logged.filter(line => line.includes('Commands cannot be taken'))).toHaveLength(1)
})

test('lets no other user of the machine leave a command, or read one', async () => {
  await using site = await startTestPublisher(notes)
  const { request } = newRequest(site.folder)
  await site.publisher.stop()
  await write(request, { at: start.toString(), command: publish })

  expect((await stat(findRequestFolder(site.folder))).mode & 0o777).toBe(0o700)
  expect((await stat(request)).mode & 0o777).toBe(0o600)
})

test('of several looks at a command at once, one takes it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'requests-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'a.request.json')
  await writeFile(file, '{}')
  const taken = await Promise.all([removeFile(file), removeFile(file), removeFile(file)])
  expect(taken.filter(Boolean)).toHaveLength(1)
})

test('says what to do about a publisher that takes no command, and takes the command back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'requests-'))
  const lock = await takeFolder(folder, 'publisher', start)
  let now = start
  try {
    const left = leaveRequest(
      publish,
      folder,
      () => now,
      () => {},
      async delayMs => {
        now = now.add({ milliseconds: delayMs })
      },
    )

    await expect(left).rejects.toThrow(
      `is in use by the publisher (process ${process.pid}, since 2027-01-15 12:00:00 UTC), which does not take the ` +
        'command. See what it logs, or stop it and start it again. Nothing was changed.',
    )
    expect(await readdir(findRequestFolder(folder))).toEqual([])
  } finally {
    lock.release()
    await rm(folder, { recursive: true })
  }
})
