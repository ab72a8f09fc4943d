/*
 * Prometheus' text format (version 0.0.4) for the few kinds of metrics used here. Labels have fixed lists of values, so
 * that memory is bounded.
 */

type Metric = { name: string; help: string; type: 'counter' | 'gauge' | 'histogram'; lines(): string[] }

export type Registry = ReturnType<typeof createRegistry>

export function createRegistry() {
  const metrics: Metric[] = []

  return {
    /** A counter with one label; all given values are exported from the beginning. */
    counter<Value extends string>(name: string, help: string, label: string, values: readonly Value[]) {
      const counts = new Map<Value, number>(values.map(value => [value, 0]))
      const lines = () => [...counts].map(([value, count]) => `${name}{${label}="${value}"} ${count}`)
      metrics.push({ name, help, type: 'counter', lines })
      return { add: (value: Value, by = 1) => void counts.set(value, (counts.get(value) ?? 0) + by) }
    },

    /** A gauge that is read at export; null for no value. */
    gauge(name: string, help: string, read: () => number | null, type: 'gauge' | 'counter' = 'gauge'): void {
      const lines = () => {
        const value = read()
        return value === null ? [] : [`${name} ${value}`]
      }
      metrics.push({ name, help, type, lines })
    },

    /** A histogram of durations in seconds, with one label. */
    durations<Value extends string>(
      name: string,
      help: string,
      label: string,
      values: readonly Value[],
      buckets: readonly number[],
    ) {
      const kept = new Map(values.map(value => [value, { counts: buckets.map(() => 0), count: 0, sum: 0 }]))
      const lines = () =>
        [...kept].flatMap(([value, { counts, count, sum }]) => [
          ...buckets.map((bucket, i) => `${name}_bucket{${label}="${value}",le="${bucket}"} ${counts[i]}`),
          `${name}_bucket{${label}="${value}",le="+Inf"} ${count}`,
          `${name}_sum{${label}="${value}"} ${sum}`,
          `${name}_count{${label}="${value}"} ${count}`,
        ])
      metrics.push({ name, help, type: 'histogram', lines })
      return {
        observe(value: Value, seconds: number): void {
          const entry = kept.get(value)
          if (!entry) return
          entry.count += 1
          entry.sum += seconds
          for (const [index, bucket] of buckets.entries()) {
            if (seconds <= bucket) entry.counts[index] = (entry.counts[index] ?? 0) + 1
          }
        },
      }
    },

    /** All metrics as text, without those that have no value. */
    toText(): string {
      const blocks = metrics.flatMap(({ name, help, type, lines }) => {
        const values = lines()
        return values.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values]
      })
      return `${blocks.join('\n')}\n`
    },
  }
}
