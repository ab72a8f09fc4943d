import { expect, test } from 'vitest'
import { settlePorts } from '#services/start/ports.ts'
import { until } from '../faults/site-state.ts'
import { type Attempt, createAttempt } from './attempt.ts'
import { findCulprits } from './find-culprits.ts'
import { send } from './send.ts'
import { startServer } from './server-process.ts'

function attemptAt(index: number, path: string): Attempt {
  const bytes = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
  const who = { audience: 'strangers', kind: 'page', server: 'site' } as const
  return { index, ...who, bytes, frames: [], isWhole: true, resets: false }
}

test('finds among all that was sent the request that ended a server, and starts the server again', async () => {
  const { site } = await settlePorts('127.0.0.1', { site: 0 })
  const ports = { lake: 0, 'hosted Studio': 0, preview: 0, site }
  await using server = await startServer('site', 'tests/fuzz/falling-server.ts', { PORT: String(site) })
  const attempts = ['/', '/a', '//b', '/c', '/d'].map((path, index) => attemptAt(index, path))
  for (const attempt of attempts.slice(0, 3)) await send(attempt, site)
  await until(async () => server.ends.length === 1, { describe: () => 'The end of the server' })

  const suspicions = [{ process: server, ended: server.ends[0] ?? '', attempts }]
  const [crash] = await findCulprits({ world: { ports } }, suspicions)

  expect(crash).toMatchObject({ server: 'site', times: 1, culprit: { index: 2 } })
  expect(crash?.ended).toContain('What is “//b”?')
  await server.ready()
  expect(await send(attemptAt(0, '/'), site)).toMatchObject({ statuses: [200], hangs: false })
})

test('makes the same attempt again of the same seed and number', () => {
  const world = {
    ports: { lake: 1, 'hosted Studio': 2, site: 3, preview: 4 },
    tokens: { viewer: 'v', contributor: 'c', editor: 'e', robot: 'r' },
    webhookSecret: 'a secret',
    metricsToken: 'a token',
    previewCookie: 'a=b',
    documentIds: ['article'],
    imageNames: ['picture.jpg'],
    sitePaths: ['/'],
    studioPaths: ['/'],
  }
  // Signatures and links name the time.
  const make = () =>
    Array.from({ length: 300 }, (_, index) => createAttempt(7, index, world))
      .filter(({ kind }) => kind !== 'webhook' && kind !== 'entering')
      .map(({ bytes, frames }) => Buffer.concat([bytes, ...frames]).toString('latin1'))
  expect(make()).toEqual(make())
})
