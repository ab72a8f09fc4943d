import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** What the figures were measured on: they mean little without it. */
export function describeMachine(): string {
  const [minute = 0, five = 0] = loadavg()
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`,
    `${Math.round(totalmem() / 1024 ** 3)} GB`,
    `Node ${process.versions.node}`,
    `${process.platform} ${process.arch}`,
    `load average ${minute.toFixed(2)} over one minute, ${five.toFixed(2)} over five`,
  ].join(' · ')
}
