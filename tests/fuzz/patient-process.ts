import { setTimeout as wait } from 'node:timers/promises'
import { openConnection } from '../faults/reader-requests.ts'

/*
 * Patients in a process of their own, started by fork with the site's origin and paths of pages: each reads page after
 * page over a connection that is kept. On request, the process reports what they saw since the last request.
 */

export type PatientReport = {
  /** How long each answer took until its last byte, in milliseconds. */
  times: number[]
  /** Answers that were not whole, or none, in words. */
  failures: string[]
}

const patients = 4
const pauseMs = 20
const [origin = '', ...paths] = process.argv.slice(2)
let report: PatientReport = { times: [], failures: [] }

async function read(patient: number): Promise<void> {
  const { ask } = openConnection(origin)
  for (let turn = patient; ; turn += 1) {
    const path = paths[turn % paths.length] ?? '/'
    const startedAt = performance.now()
    try {
      const { status, headers, body } = await ask(path, { 'accept-encoding': 'br' })
      const isWhole = Number(headers['content-length'] ?? body.byteLength) === body.byteLength
      if (status >= 500 || !isWhole) throw new Error(`${path} answered ${status}, ${body.byteLength} bytes.`)
      report.times.push(performance.now() - startedAt)
    } catch (error) {
      report.failures.push(error instanceof Error ? error.message : String(error))
      await wait(100)
    }
    await wait(pauseMs)
  }
}

for (let patient = 0; patient < patients; patient += 1) void read(patient)
process.on('message', () => {
  process.send?.(report)
  report = { times: [], failures: [] }
})
process.once('disconnect', () => process.exit(0))
