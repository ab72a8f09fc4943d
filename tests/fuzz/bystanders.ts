import { fork } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import type { PatientReport } from './patient-process.ts'
import { type FuzzedSystem, probeId } from './system.ts'

/** Readers of the site, in a process of their own. */
export type Patients = Disposable & {
  /** What they saw since this was called last. */
  take(): Promise<PatientReport>
}

export function startPatients(siteUrl: string, paths: readonly string[]): Patients {
  const child = fork('tests/fuzz/patient-process.ts', [siteUrl, ...paths], { execArgv: [] })
  return {
    take: () =>
      new Promise<PatientReport>((resolve, reject) => {
        child.once('message', (report: PatientReport) => resolve(report))
        child.send('take', error => error && reject(error))
      }),
    [Symbol.dispose]: () => child.disconnect(),
  }
}

const pauseMs = 250

/** Somebody of the staff who saves a change now and again, by the client that the Studio uses. */
export type StaffMember = Disposable & { saved(): number; failures: readonly string[] }

export function startStaffMember({ client }: FuzzedSystem): StaffMember {
  const stopping = new AbortController()
  const failures: string[] = []
  let saved = 0
  async function save(): Promise<void> {
    for (let text = 0; !stopping.signal.aborted; text += 1) {
      try {
        await client.createOrReplace({ _id: probeId, _type: 'fuzzProbe', text })
        saved += 1
      } catch (error) {
        if (!stopping.signal.aborted) failures.push(error instanceof Error ? error.message : String(error))
      }
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  void save()
  return { saved: () => saved, failures, [Symbol.dispose]: () => stopping.abort() }
}
