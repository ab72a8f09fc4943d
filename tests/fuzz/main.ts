import { parseArgs } from 'node:util'
import { faultsOf, figuresOf } from './report.ts'
import { runFuzz } from './run-fuzz.ts'

/**
 * `npm run test:fuzz -- --requests 200000 --seed 7`, or `--only 12,13` for single attempts of a seed; `--connections 1` sends
 * one after the other.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    connections: { type: 'string', default: '24' },
    /** Other work shares the machine: how long patients wait is not judged. */
    busy: { type: 'boolean', default: false },
  },
})
const indexes = values.only
  ? values.only.split(',').map(Number)
  : Array.from({ length: Number(values.requests) }, (_, index) => index)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const report = await runFuzz({
  seed: Number(values.seed),
  indexes,
  connections: Number(values.connections),
  onProgress: showProgress,
})
const faults = faultsOf(report, { isBusy: values.busy })
for (const fault of faults.slice(0, 40)) console.log(`\n${fault}`)
console.log(`\n${figuresOf(report)}`)
if (faults.length > 0) console.log(`\n${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1

/** For a person who waits: a log would keep every line. */
function showProgress(done: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${indexes.length}`)
}
