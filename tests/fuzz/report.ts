import { quantile } from '../faults/size.ts'
import type { Attempt } from './attempt.ts'
import { byCause, causeOf } from './cause.ts'
import type { FuzzReport } from './run-fuzz.ts'

/** What of a run is wrong, in words; nothing when all is well. How long patients waited counts on an idle machine alone. */
export function faultsOf(report: FuzzReport, { isBusy = false } = {}): string[] {
  const { attempts, wanted, seconds, crashes, hanging, failed, logged, changed, memory, patients, staff } =
    report
  const again = (attempt: Attempt) => describe(report, attempt)
  const faults = [
    ...crashes.map(({ server, times, ended, culprit, suspects }) => {
      const shown = culprit
        ? again(culprit)
        : `one or more of these\n${suspects.slice(-3).map(again).join('\n')}`
      return `The ${server} ended ${times} times: ${causeOf(ended)}; by\n${shown}\n${ended}`
    }),
    ...hanging.map(attempt => `Neither answered nor closed:\n${again(attempt)}`),
    ...byCause(
      failed,
      ({ attempt, answer }) => `${attempt.server} ${attempt.kind} ${answer.split('\r\n\r\n')[1]}`,
    ).map(
      ({ first: { attempt, answer }, times }) =>
        `Answered 500, ${times} times, first:\n${again(attempt)}\n${answer.slice(0, 300)}`,
    ),
    ...byCause(logged, ({ message, text }) => `${text}\n${message}`).map(
      ({ cause, first, times }) =>
        `The ${first.server} logged an error ${times} times: ${cause}\n  first at ${first.url}: ${first.message}\n${first.text}`,
    ),
    ...byCause(patients.meanwhile.failures, text => text).map(
      ({ first, times }) => `Patients were not served, ${times} times: ${first}`,
    ),
    ...byCause(staff.failures, text => text).map(
      ({ first, times }) => `Changes of the staff’s were not saved, ${times} times: ${first}`,
    ),
    ...Object.entries(memory)
      .filter(([, { startMb, endMb }]) => endMb > startMb + mostGrowthMb)
      .map(([name, { startMb, endMb }]) => `The ${name} grew from ${startMb} to ${endMb} MB.`),
  ]
  if (attempts < wanted)
    faults.push(`Given up after ${attempts} of ${wanted} attempts, in ${seconds.toFixed(0)} s.`)
  if (changed !== null) faults.push(`Strangers changed what the Content Lake holds:\n${changed}`)
  const bound = patientsBoundMs(report)
  const p99 = quantile(patients.meanwhile.times, 0.99)
  if (!isBusy && !(p99 < bound))
    faults.push(`Patients’ p99 was ${p99.toFixed(1)} ms, and ${bound.toFixed(0)} ms is the most.`)
  return faults
}

/** What a server may hold more after the run than before, in megabytes: caches fill up. */
const mostGrowthMb = 400

/** A patient's answer may take this long, in milliseconds, on a machine that answers at rest within `restMs`. */
const patientsMs = 100
const restMs = 5

function patientsBoundMs({ patients }: FuzzReport): number {
  return patientsMs * Math.max(1, quantile(patients.atRest.times, 0.99) / restMs)
}

/** An attempt to the byte, and how to repeat it. */
function describe(
  { seed }: FuzzReport,
  { index, server, kind, audience, bytes, frames, resets }: Attempt,
): string {
  const sent = [bytes, ...frames].map(escaped).join('\n  then  ')
  return `  ${server}, ${kind}, by ${audience}${resets ? ', then reset' : ''}; again: npm run test:fuzz -- --seed ${seed} --only ${index}\n  ${sent}`
}

const shownBytes = 1500

function escaped(bytes: Buffer): string {
  const text = JSON.stringify(bytes.subarray(0, shownBytes).toString('latin1'))
  return bytes.length > shownBytes ? `${text}… (${bytes.length} bytes)` : text
}

/** The figures of a run, for people. */
export function figuresOf(report: FuzzReport): string {
  const { attempts, seconds, seed, answers, memory, patients, staff, slowest } = report
  const counted = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ')
  const times = (values: readonly number[]) =>
    `median ${quantile(values, 0.5).toFixed(1)} ms, p99 ${quantile(values, 0.99).toFixed(1)} ms, most ${quantile(values, 1).toFixed(1)} ms (${values.length})`
  const slow = Object.entries(slowest)
    .toSorted(([, a], [, b]) => b.ms - a.ms)
    .slice(0, 6)
  return [
    `${attempts} attempts in ${seconds.toFixed(1)} s, seed ${seed}`,
    ...Object.entries(answers).map(([server, counts]) => `  ${server}: ${counted(counts)}`),
    ...Object.entries(memory).map(
      ([name, { startMb, endMb, peakMb }]) =>
        `  memory of the ${name}: ${startMb.toFixed(0)} → ${endMb.toFixed(0)} MB, at most ${peakMb.toFixed(0)}`,
    ),
    `  patients at rest: ${times(patients.atRest.times)}`,
    `  patients meanwhile: ${times(patients.meanwhile.times)}, ${patients.meanwhile.failures.length} failures`,
    `  staff: ${staff.saved} changes saved, ${staff.failures.length} not`,
    `  slowest: ${slow.map(([what, { ms, index }]) => `${what} ${ms.toFixed(0)} ms (${index})`).join(', ')}`,
  ].join('\n')
}
