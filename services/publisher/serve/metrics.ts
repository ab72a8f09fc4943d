import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type PublishResult, resultKinds } from '../publish/publish-result.ts'
import { type WebhookVerdict, webhookVerdicts } from '../webhooks/webhook-handler.ts'
import { createRegistry } from './prometheus.ts'

/** Values that are read from the publisher for each response. Instants, or null for none. */
export type Readings = {
  now(): Temporal.Instant
  pendingChanges(): number
  lastComparison(): { at: string; fault: string | null } | null
  publishedAt(): string | null
  nextChangeAt(): Temporal.Instant | null
  state(): string
  isUpgradeRefused(): boolean
}

const stages = ['read', 'render', 'check', 'swap', 'total'] as const
const statusClasses = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** Metrics of publishing and of the process. Nothing about patients, no secrets, no paths. */
export function createPublishingMetrics(readings: Readings) {
  const registry = createRegistry()
  const publishes = registry.counter(
    'publisher_publishes_total',
    'Attempts to publish, by what came of them.',
    'outcome',
    resultKinds,
  )
  const durations = registry.durations(
    'publisher_publish_duration_seconds',
    'What the stages of attempts took; swap puts the release live.',
    'stage',
    stages,
    seconds,
  )
  const files = registry.counter(
    'publisher_files_total',
    'Files of releases, by whether they had to be rendered.',
    'made',
    ['rendered', 'reused'],
  )
  addReadings(registry, readings)
  registry.gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss())
  registry.gauge(
    'nodejs_heap_used_bytes',
    'Memory that JavaScript uses.',
    () => process.memoryUsage().heapUsed,
  )
  registry.gauge(
    'process_cpu_seconds_total',
    'Processor time of the process.',
    () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    },
    'counter',
  )

  return {
    onResult({ result, facts }: PublishResult): void {
      publishes.add(result)
      for (const stage of stages) {
        const ms = facts[`${stage}Ms`]
        if (ms !== undefined) durations.observe(stage, ms / 1000)
      }
      files.add('rendered', facts.rendered ?? 0)
      files.add('reused', facts.reused ?? 0)
    },
    toText: (): string => registry.toText(),
  }
}

/** Metrics of the site's server, kept on its thread. */
export function createServerMetrics() {
  const registry = createRegistry()
  const loop = monitorEventLoopDelay({ resolution: 20 })
  loop.enable()
  const webhooks = registry.counter(
    'publisher_webhooks_total',
    'Webhooks, by what became of them.',
    'verdict',
    webhookVerdicts,
  )
  const requests = registry.counter(
    'publisher_http_requests_total',
    'Requests that were answered, by class of status.',
    'status',
    statusClasses,
  )
  registry.gauge(
    'nodejs_eventloop_lag_p99_seconds',
    'How late timers of the server run, the worst of a hundred, since it began.',
    () => toSeconds(loop.percentile(99)),
  )
  registry.gauge(
    'nodejs_eventloop_lag_max_seconds',
    'How late a timer of the server ran at most, since it began.',
    () => toSeconds(loop.max),
  )

  return {
    onVerdict: (verdict: WebhookVerdict): void => webhooks.add(verdict),
    onResponse(status: number): void {
      const name = statusClasses[Math.floor(status / 100) - 1]
      if (name) requests.add(name)
    },
    toText: (): string => registry.toText(),
    stop: (): boolean => loop.disable(),
  }
}

function addReadings(registry: ReturnType<typeof createRegistry>, readings: Readings): void {
  const age = (instant: string | null | undefined) =>
    instant ? readings.now().since(Temporal.Instant.from(instant)).total('seconds') : null
  registry.gauge('publisher_webhooks_pending', 'Changes that wait for a publish.', readings.pendingChanges)
  registry.gauge(
    'publisher_comparison_age_seconds',
    'Time since the content was last compared with the release.',
    () => age(readings.lastComparison()?.at),
  )
  registry.gauge('publisher_comparison_failed', 'Whether that comparison could not be made.', () => {
    const last = readings.lastComparison()
    return last ? Number(last.fault !== null) : null
  })
  registry.gauge('publisher_release_age_seconds', 'Age of the live release.', () =>
    age(readings.publishedAt()),
  )
  registry.gauge(
    'publisher_next_change_timestamp_seconds',
    'When the site next changes by itself, in Unix time.',
    () => {
      const next = readings.nextChangeAt()
      return next ? next.epochMilliseconds / 1000 : null
    },
  )
  registry.gauge('publisher_failed', 'Whether the last attempt to publish failed.', () =>
    Number(readings.state() === 'failed'),
  )
  registry.gauge(
    'publisher_upgrade_refused',
    'Whether a new version of the site waits, since it would take something away.',
    () => Number(readings.isUpgradeRefused()),
  )
  registry.gauge('publisher_held', 'Whether a rollback keeps anything from going live.', () =>
    Number(readings.state() === 'held'),
  )
}

/** Converts nanoseconds; NaN, before the first value, becomes null. */
function toSeconds(nanoseconds: number): number | null {
  return Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : null
}
