import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { isReservedPageSlug } from '#domain/routes.ts'
import { isInstalled } from '#tests/systemd.ts'

/* What `deploy/` has for a server of one's own; `tests/e2e/behind-proxy.spec.ts` runs the files for nginx. */

const run = promisify(execFile)

test('systemd finds no fault in the units, and little that they leave open', async context => {
  if (!(await isInstalled('systemd-analyze'))) return context.skip('systemd is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'units-'))
  try {
    const names = await readdir('deploy/systemd')
    for (const name of names) {
      const unit = await readFile(join('deploy/systemd', name), 'utf8')
      // Here are neither the folder nor the user.
      const local = unit.replaceAll('/srv/clinic-site', resolve('.')).replace(/^User=clinic$/m, 'User=daemon')
      await writeFile(join(folder, name), local)
    }
    const files = names.map(name => join(folder, name))
    const { stderr } = await run('systemd-analyze', ['verify', ...files])
    expect(stderr).toBe('')
    for (const file of files.filter(name => name.endsWith('.service'))) {
      const limit = ['security', '--offline=true', '--threshold=20', file]
      await expect(run('systemd-analyze', limit), file).resolves.toBeDefined()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('Caddy understands its files, and they lead to the three servers', async context => {
  if (!(await run('caddy', ['version']).catch(() => null))) return context.skip('Caddy is not installed')
  for (const name of await readdir('deploy/caddy')) {
    const file = join('deploy/caddy', name)
    const { stdout } = await run('caddy', ['adapt', '--adapter', 'caddyfile', '--config', file])
    const upstreams = [...stdout.matchAll(/"dial":"127\.0\.0\.1:(\d+)"/g)].map(([, port]) => port)
    expect(upstreams.toSorted(), file).toEqual(['3333', '4320', '4321'])
  }
})

test('with one name, every proxy leads to the Content Lake by the same paths, and no page can have them', async () => {
  const files = ['deploy/nginx/one-name.conf', 'deploy/caddy/one-name.Caddyfile']
  const patterns = await Promise.all(
    files.map(async file => /\^\/\(([^\n]+)\)\(\/\|\$\)/.exec(await readFile(file, 'utf8'))?.[1]),
  )
  expect(new Set(patterns).size).toBe(1)
  const pattern = new RegExp(`^/(${patterns[0]})(/|$)`)
  for (const path of [
    '/studio',
    '/studio/structure',
    '/static/a.js',
    '/auth/login',
    '/v2025-02-19/data',
    '/vX/a',
  ])
    expect(path).toMatch(pattern)
  const names = (patterns[0] ?? '').split('|').filter(name => /^[a-z0-9]+$/.test(name))
  expect(names).toHaveLength(6)
  expect([...names, 'v2025-02-19'].filter(name => !isReservedPageSlug(name))).toEqual([])
  for (const path of ['/', '/visit/', '/studios/', '/media/a.webp', '/share/a.png'])
    expect(path).not.toMatch(pattern)
})

test('neither an image nor the repository takes up a backup, which is written where the command is run', async () => {
  const [, name = ''] =
    /`(clinic-)\$\{time\}\.tar\.gz`/.exec(await readFile('services/backup.ts', 'utf8')) ?? []
  for (const file of ['deploy/docker/Dockerfile.dockerignore', '.gitignore'])
    expect((await readFile(file, 'utf8')).split('\n'), file).toContain(`${name}*.tar.gz`)
})

test('the container copies and starts files that are there', async () => {
  const dockerfile = await readFile('deploy/docker/Dockerfile', 'utf8')
  const [, start = '[]'] = /^CMD (.+)$/m.exec(dockerfile) ?? []
  const [program, ...rest] = JSON.parse(start)
  expect(program).toBe('node')
  const copied = /^COPY ((?:[\w.-]+ )+)\.\/$/m.exec(dockerfile)?.[1]?.trim().split(' ') ?? []
  expect(copied).toContain('package-lock.json')
  const named = rest.filter((part: string) => /\.[jt]s$/.test(part))
  for (const file of [...copied, ...named]) await expect(readFile(file, 'utf8')).resolves.not.toBe('')
})
