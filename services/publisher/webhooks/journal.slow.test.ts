import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openJournal } from './journal.ts'

const start = Temporal.Instant.from('2027-01-15T12:00:00Z')
const rememberMs = 5 * 60_000

async function temporaryFile() {
  const folder = await mkdtemp(join(tmpdir(), 'journal-'))
  return {
    file: join(folder, 'webhooks.ndjson'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

function announce(number: number) {
  const name = `document-${number}`
  return {
    keys: [`signature-${number}`, `key-${number}`],
    documentId: name,
    rev: 'r',
    updatedAt: null,
    removed: false,
  }
}

function after(milliseconds: number): Temporal.Instant {
  return start.add({ milliseconds })
}

test('has, reopened after any number of bytes, every webhook recorded by then', async () => {
  await using temporary = await temporaryFile()
  const journal = await openJournal(temporary.file, start, rememberMs)
  const taken: { bytes: number; noted: number; closed: number }[] = []
  const record = async (noted: number, closed: number) => {
    const { byteLength } = await readFile(temporary.file)
    taken.push({ bytes: byteLength, noted, closed })
  }
  await record(0, 0)
  for (let number = 1; number <= 6; number += 1) {
    await journal.note(announce(number), after(number))
    await record(number, number > 3 ? 3 : 0)
    if (number === 3) {
      await journal.close(3)
      await record(3, 3)
    }
  }
  await journal[Symbol.asyncDispose]()
  const whole = await readFile(temporary.file)

  for (let bytes = taken[0]?.bytes ?? 0; bytes <= whole.byteLength; bytes += 7) {
    await writeFile(temporary.file, whole.subarray(0, bytes))
    const again = await openJournal(temporary.file, after(10), rememberMs)
    const known = taken.findLast(each => each.bytes <= bytes)
    const pending = again.pending().map(note => note.number)
    const expected = Array.from({ length: known?.noted ?? 0 }, (_, i) => i + 1).filter(
      n => n > (known?.closed ?? 0),
    )
    expect(pending, `after ${bytes} bytes`).toEqual(expect.arrayContaining(expected))
    for (let number = 1; number <= (known?.noted ?? 0); number += 1) {
      expect(await again.note(announce(number), after(10))).toBe('repeated')
    }
    await again[Symbol.asyncDispose]()
  }
})

test('does not grow over many restarts', async () => {
  await using temporary = await temporaryFile()
  const first = await openJournal(temporary.file, start, rememberMs)
  for (let number = 1; number <= 5; number += 1) await first.note(announce(number), start)
  await first.close(2)
  await first[Symbol.asyncDispose]()
  const sizes = new Set<number>()
  for (let restart = 0; restart < 4; restart += 1) {
    const journal = await openJournal(temporary.file, start, rememberMs)
    expect(journal.pending().map(note => note.number)).toEqual([3, 4, 5])
    await journal[Symbol.asyncDispose]()
    sizes.add((await readFile(temporary.file)).byteLength)
  }
  expect(sizes.size).toBe(1)
  const last = await openJournal(temporary.file, start, rememberMs)
  await last.note(announce(6), start)
  expect(last.pending().at(-1)?.number).toBe(6)
  await last[Symbol.asyncDispose]()
})

test('forgets a delivery after its time and not before, whichever way the clock is set', async () => {
  await using temporary = await temporaryFile()
  const journal = await openJournal(temporary.file, start, rememberMs)
  await journal.note(announce(1), start)
  expect(await journal.note(announce(1), after(rememberMs))).toBe('repeated')
  expect(await journal.note(announce(1), after(-3_600_000))).toBe('repeated')
  expect(await journal.note(announce(1), after(rememberMs + 1))).toBe('noted')
  await journal[Symbol.asyncDispose]()
})

test('keeps memory and file within bounds in a flood, and loses no pending webhook', async () => {
  await using temporary = await temporaryFile()
  const journal = await openJournal(temporary.file, start, rememberMs)
  await journal.note(announce(0), start)
  const results = { noted: 0, repeated: 0, full: 0 }
  for (let batch = 0; batch < 300; batch += 1) {
    const notes = Array.from({ length: 100 }, (_, i) =>
      journal.note(announce(1 + batch * 100 + i), after(batch)),
    )
    for (const result of await Promise.all(notes)) results[result] += 1
    if (batch === 40) expect(await journal.note(announce(0), after(batch))).toBe('repeated')
    if (batch < 250) await journal.close(journal.pending().at(-1)?.number ?? 0)
  }

  expect(results).toEqual({ noted: 30_000, repeated: 0, full: 0 })
  expect(journal.pendingCount()).toBe(5000)
  expect(await journal.note(announce(99_999), after(400))).toBe('full')
  // A forgotten delivery may be repeated: it causes a publish that changes nothing.
  await journal.close(Number.MAX_SAFE_INTEGER)
  expect(await journal.note(announce(0), after(400))).toBe('noted')
  expect(await journal.note(announce(29_999), after(400))).toBe('repeated')
  await journal[Symbol.asyncDispose]()
  expect((await readFile(temporary.file)).byteLength).toBeLessThan(10_000_000)
})

test('writes lines in order, and acknowledges each only once it is on disk', async () => {
  await using temporary = await temporaryFile()
  const journal = await openJournal(temporary.file, start, rememberMs)
  const answered = Array.from({ length: 50 }, (_, number) =>
    journal.note(announce(number), start).then(async () => {
      expect(await readFile(temporary.file, 'utf8')).toContain(`"document-${number}"`)
    }),
  )
  await Promise.all(answered)
  await journal[Symbol.asyncDispose]()
})

test('remembers requests that cause no publish', async () => {
  await using temporary = await temporaryFile()
  const journal = await openJournal(temporary.file, start, rememberMs)
  expect(await journal.remember(['command-1'], start)).toBe(true)
  expect(await journal.remember(['command-1'], start)).toBe(false)
  expect(journal.pendingCount()).toBe(0)
  await journal[Symbol.asyncDispose]()
  const again = await openJournal(temporary.file, start, rememberMs)
  expect(await again.remember(['command-1'], start)).toBe(false)
  await again[Symbol.asyncDispose]()
})

/** In a process of its own, which may write 64 kB to a file and then, in the middle of a line, no more. */
const onFullDisk = `
const { openJournal } = await import(process.env.JOURNAL)
const start = Temporal.Instant.from('2027-01-15T12:00:00Z')
const journal = await openJournal(process.env.FILE, start, 300000)
const announce = number => ({ keys: ['k' + number], documentId: 'd' + number, rev: 'r', updatedAt: null, removed: false })
let number = 1
for (; ; number += 1) {
  const outcome = await journal.note(announce(number), start).catch(error => error.code)
  if (outcome !== 'noted') { console.log(outcome); break }
  await journal.close(number - 1)
}
const later = start.add({ hours: 1 })
console.log(await journal.note(announce(number), later), await journal.note(announce(number + 1), later))
console.log(journal.pending().map(note => note.announced.documentId).join(), 'd' + (number - 1))
process.kill(process.pid, 'SIGKILL')
`

test('refuses a webhook that the disk did not take, and appends nothing to a partial line', async () => {
  await using temporary = await temporaryFile()
  const env = {
    ...process.env,
    FILE: temporary.file,
    JOURNAL: resolve('services/publisher/webhooks/journal.ts'),
    CODE: onFullDisk,
  }
  const script = `trap '' XFSZ; ulimit -f 64; "${process.execPath}" --input-type=module -e "$CODE"; true`

  const [fault, noted, pending] = execFileSync('bash', ['-c', script], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .toString()
    .split('\n')

  expect(fault).toBe('EFBIG')
  expect(noted).toBe('noted noted')
  const [waiting = '', last = ''] = pending?.split(' ') ?? []
  const again = await openJournal(temporary.file, after(3_600_000), rememberMs)
  expect(
    again
      .pending()
      .map(note => note.announced.documentId)
      .join(),
  ).toBe(waiting)
  expect(waiting.split(',')).toHaveLength(3)
  expect(waiting.split(',')[0]).toBe(last)
  await again[Symbol.asyncDispose]()
})
