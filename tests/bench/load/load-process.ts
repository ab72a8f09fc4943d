import { connect, type Socket } from 'node:net'
import { createHistogram } from 'node:perf_hooks'
import { z } from 'zod'

/*
 * A process that asks for one page over and over: node load-process.ts '{"port": …}'. Each connection stays open and has
 * one request under way. It reads answers itself, as far as it must: a client library would be slower than the server.
 */

const task = z.object({
  port: z.int(),
  path: z.string(),
  connections: z.int().positive(),
  /** How long it counts, in milliseconds, after a start of a fourth of that. */
  durationMs: z.number().positive(),
})

export type LoadTask = z.input<typeof task>

export const loadReport = z.object({
  answers: z.int(),
  /** Answers that were not 200, that could not be read, or that broke off; with the first of each kind in words. */
  failed: z.int(),
  failures: z.array(z.string()),
  seconds: z.number(),
  /** In milliseconds. */
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
  /** Bytes of one answer's body, as it is sent. */
  bodyBytes: z.int(),
})

export type LoadReport = z.output<typeof loadReport>

async function run({ port, path, connections, durationMs }: z.output<typeof task>): Promise<LoadReport> {
  const request = `GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\naccept-encoding: gzip, deflate, br\r\n\r\n`
  const latencies = createHistogram()
  const failures = new Set<string>()
  let answers = 0
  let failed = 0
  let bodyBytes = 0
  let counting = false
  let running = true

  function open(): Socket {
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    let sentAtMs = 0
    /** Bytes of the answer's body that are still to come; null before its head has come. */
    let missing: number | null = null
    let head: Buffer = Buffer.alloc(0)
    let isOk = false

    const fail = (reason: string) => {
      if (!running) return
      failed += 1
      failures.add(reason)
    }
    const send = () => {
      sentAtMs = performance.now()
      missing = null
      head = Buffer.alloc(0)
      socket.write(request)
    }
    const finish = () => {
      if (counting && isOk) {
        answers += 1
        latencies.record(Math.max(1, Math.round((performance.now() - sentAtMs) * 1000)))
      }
      if (running) send()
      else socket.end()
    }
    socket.on('connect', send)
    socket.on('data', (chunk: Buffer) => {
      let body = chunk.length
      if (missing === null) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        const text = head.toString('latin1', 0, end + 2)
        const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text)?.[1]
        isOk = text.startsWith('HTTP/1.1 200 ') && length !== undefined
        if (!isOk) fail(text.slice(0, text.indexOf('\r\n')))
        if (length === undefined) return void socket.destroy()
        missing = Number(length)
        bodyBytes = missing
        body = head.length - end - 4
      }
      missing -= body
      if (missing <= 0) finish()
    })
    socket.on('error', error => fail(error.message))
    socket.on('close', () => {
      sockets.delete(socket)
      if (!running) return
      if (missing !== null && missing > 0) fail('the answer broke off')
      // A server that is gone would otherwise be asked as fast as it can refuse.
      setTimeout(() => running && sockets.add(open()), 10)
    })
    return socket
  }

  const sockets = new Set<Socket>()
  for (let count = 0; count < connections; count += 1) sockets.add(open())
  await new Promise(resolve => setTimeout(resolve, durationMs / 4))
  counting = true
  const startedAtMs = performance.now()
  await new Promise(resolve => setTimeout(resolve, durationMs))
  const seconds = (performance.now() - startedAtMs) / 1000
  running = false
  counting = false
  for (const socket of sockets) socket.destroy()
  const at = (share: number) => latencies.percentile(share) / 1000
  return {
    answers,
    failed,
    failures: [...failures].slice(0, 5),
    seconds,
    p50: at(50),
    p99: at(99),
    max: latencies.max / 1000,
    bodyBytes,
  }
}

if (import.meta.main) {
  process.once('disconnect', () => process.exit(0))
  const report = await run(task.parse(JSON.parse(process.argv[2] ?? '{}')))
  process.send?.(report, () => process.exit(0))
}
