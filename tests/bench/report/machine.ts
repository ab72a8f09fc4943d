import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** What the figures were measured on, and how busy it is: they mean little without it. */
export function describeMachine(): string {
  return `${describeHardware()} · ${describeLoad()}`
}

/** Processor, memory and Node. */
export function describeHardware(): string {
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`,
    `${Math.round(totalmem() / 1024 ** 3)} GB`,
    `Node ${process.versions.node}`,
    `${process.platform} ${process.arch}`,
  ].join(' · ')
}

/** How busy the machine is, and whether times in milliseconds can be trusted: a benchmark alone keeps it at about one. */
export function describeLoad(): string {
  const [minute = 0, five = 0] = loadavg()
  const isBusy = minute > availableParallelism() * 1.5
  const load = `load average ${minute.toFixed(2)} over one minute, ${five.toFixed(2)} over five`
  return isBusy ? `${load} (BUSY with other work: trust ratios alone)` : load
}
