import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeFinding } from '#services/doctor/finding.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import { readToken, temporaryFolder, writeToken } from '../contract/content-lake-fixture.ts'
import { startSilentLake } from '../publisher/test-commands.ts'
import {
  type Clinic,
  findPorts,
  listFaults,
  projectId,
  startClinic,
  studioUrl,
  writeManifests,
} from './clinic.ts'

/* Broken setups, each with real parts: what the doctor says, and that doing what it says mends it (docs/doctor.md). */

let clinic: Clinic
/** It takes ten seconds of waiting, while the others run. */
let unanswered: ReturnType<typeof askSilence>

beforeAll(async () => {
  clinic = await startClinic()
  unanswered = askSilence()
})

afterAll(() => clinic[Symbol.asyncDispose]())

beforeEach(async () => {
  expect(listFaults(await clinic.fix().catch(() => clinic.examine()))).toEqual([])
})

test.each([
  [
    'another project',
    { SANITY_STUDIO_PROJECT_ID: 'other123' },
    /^✗ Project: there is no project “other123”\. Set SANITY_STUDIO_PROJECT_ID/,
  ],
  [
    'another dataset',
    { SANITY_STUDIO_DATASET: 'staging' },
    /^✗ Dataset: there is no dataset “staging”, but “production”\. Set SANITY_STUDIO_DATASET/,
  ],
  [
    'a read token that is none',
    { SANITY_API_READ_TOKEN: 'no-such-token' },
    /^✗ Read token: .+ is refused: .+role Viewer.+Tokens, and set SANITY_API_READ_TOKEN/,
  ],
  [
    'a read token that may write',
    { SANITY_API_READ_TOKEN: writeToken },
    /^✗ Read token: .+ may write, and has to read alone\. Make a token with the role Viewer/,
  ],
  [
    'a write token that may not',
    { SANITY_API_WRITE_TOKEN: readToken },
    /^✗ Write token: .+ may not write.+role Editor/,
  ],
  ['no webhook secret', { SANITY_WEBHOOK_SECRET: '' }, /^✗ Webhook secret: .+ is not set.+openssl rand/],
  [
    'an address where nothing answers',
    { SITE_URL: 'http://localhost:9' },
    /^✗ Site: http:\/\/localhost:9 does not answer: .+ or correct SITE_URL/,
  ],
  [
    'a preview that staff cannot reach',
    { PREVIEW_URL: '' },
    /^✗ Preview in the Studio: staff who open the Studio at .+ cannot open .+Set PREVIEW_URL/,
  ],
])('%s: a setting, named with its remedy', async (_, env, line) => {
  expect(listFaults(await clinic.examine({ env }))).toContainEqual(expect.stringMatching(line))
})

test('no webhook, and no origin for the Studio: --fix makes both', async () => {
  const [hook] = await clinic.client.request({ url: `/hooks/projects/${projectId}` })
  await clinic.client.request({ url: `/hooks/projects/${projectId}/${hook.id}`, method: 'DELETE' })
  const origins = await clinic.client.request({ url: `/projects/${projectId}/cors` })
  const { id } = origins.find((each: { origin: string }) => each.origin === studioUrl)
  await clinic.client.request({ url: `/projects/${projectId}/cors/${id}`, method: 'DELETE' })

  expect(listFaults(await clinic.examine())).toEqual([
    expect.stringMatching(
      /^✗ CORS origin: the Studio at https:\/\/clinic\.sanity\.studio may not use .+ with credentials/,
    ),
    expect.stringMatching(
      /^✗ Webhook: none goes to http:.+ POST http:.+\/hooks\/sanity on create, update and delete.+projection \{_id/,
    ),
  ])
  expect(listFaults(await clinic.fix())).toEqual([])
  await expectDelivery()
})

test('a webhook that somebody changed: each difference is named, and --fix mends it without a double', async () => {
  const url = `/hooks/projects/${projectId}`
  const [hook] = await clinic.client.request({ url })
  const body = {
    name: 'By hand',
    includeDrafts: true,
    isDisabledByUser: true,
    rule: { on: ['create'], filter: '_type == "article"', projection: '{_id}' },
  }
  await clinic.client.request({ url: `${url}/${hook.id}`, method: 'PATCH', body })
  const [line] = listFaults(await clinic.examine())
  for (const part of [
    'is turned off',
    'leaves out update and delete',
    'has a filter',
    'is sent for drafts',
    'has another projection',
  ])
    expect(line).toContain(part)
  expect(listFaults(await clinic.fix())).toEqual([])
  expect(await clinic.client.request({ url })).toHaveLength(1)
})

test('another site of the same project keeps its webhook, which has the same name', async () => {
  const url = `/hooks/projects/${projectId}`
  const [own] = await clinic.client.request({ url })
  const staging = { url: 'https://staging.clinic.example/hooks/sanity', dataset: 'production' }
  const body = { ...staging, name: own.name, rule: { on: ['create', 'update', 'delete'] } }
  const { id } = await clinic.client.request({ url, method: 'POST', body })
  await clinic.client.request({ url: `${url}/${own.id}`, method: 'PATCH', body: { includeDrafts: true } })
  expect(listFaults(await clinic.fix())).toEqual([])
  expect(await clinic.client.request({ url })).toContainEqual(expect.objectContaining({ id, ...staging }))

  await clinic.client.request({ url: `${url}/${own.id}`, method: 'DELETE' })
  expect(listFaults(await clinic.fix())).toEqual([])
  expect(await clinic.client.request({ url })).toContainEqual(expect.objectContaining({ id, ...staging }))
  await clinic.client.request({ url: `${url}/${id}`, method: 'DELETE' })
})

test('two secrets that differ: the delivery that was refused says so, and the next one arrives', async () => {
  const url = `/hooks/projects/${projectId}`
  const [hook] = await clinic.client.request({ url })
  await clinic.client.request({
    url: `${url}/${hook.id}`,
    method: 'PATCH',
    body: { secret: 'another secret' },
  })
  await clinic.client
    .patch('home')
    .set({ title: `At ${Date.now()}` })
    .commit()
  await expect
    .poll(async () => listFaults(await clinic.examine()))
    .toEqual([
      expect.stringMatching(/^✗ Deliveries: the last one was refused \(401\): its secret is another/),
    ])
  expect(listFaults(await clinic.fix())).toEqual([])
  await expectDelivery()
})

test('a delivery that reached nobody: --fix does not hide it', async () => {
  await clinic.restart(await findPorts('SITE_PORT'))
  await clinic.client
    .patch('home')
    .set({ title: `At ${Date.now()}` })
    .commit()
  const isReported = expect.stringMatching(/^✗ Deliveries: the last one failed \(.+ reach the publisher/)
  await expect
    .poll(async () => listFaults(await clinic.examine()), { timeout: 10_000 })
    .toContainEqual(isReported)
  expect(listFaults(await clinic.fix())).toContainEqual(isReported)
  await clinic.restart({})
  await expect.poll(async () => listFaults(await clinic.examine()), { timeout: 10_000 }).toEqual([])
})

test('a publisher that knows another Studio: mended by a start with its address', async () => {
  await clinic.restart({ STUDIO_URL: 'https://other.sanity.studio' })
  const faults = listFaults(await clinic.examine())
  await clinic.restart({})
  expect(faults).toEqual([
    expect.stringMatching(/^✗ Release for the Studio: .+ may not read what is live.+Set STUDIO_URL/),
    expect.stringMatching(/^✗ Preview in the Studio: .+ may not show .+Set STUDIO_URL/),
  ])
})

test('a clock that is ten minutes ahead', async () => {
  const now = Temporal.Now.instant().add({ minutes: 10 })
  expect(listFaults(await clinic.examine({ now }))).toEqual([
    expect.stringMatching(/^✗ Clock: this machine’s is 6\d\d seconds ahead.+network time/),
  ])
})

test('without an administrator’s token, what only that may list is not asked', async () => {
  const findings = await clinic.examine({ adminToken: null })
  expect(listFaults(findings)).toEqual([])
  expect(findings.get('Webhook')).toMatchObject({
    state: 'not asked',
    why: expect.stringContaining('SANITY_AUTH_TOKEN'),
  })
  await expect(clinic.fix({ adminToken: null })).rejects.toThrow('in the environment alone')
})

test('a static host: what a publisher has is not asked, and a webhook has to call the build hook', async () => {
  const server = createServer((request, response) => {
    const isRelease = request.url === '/release.json'
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' }
    response.writeHead(isRelease ? 200 : 404, headers).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const siteUrl = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
  const env = {
    SITE_URL: siteUrl,
    ...(await findPorts('SITE_PORT', 'PREVIEW_PORT')),
    SANITY_WEBHOOK_SECRET: '',
  }
  const url = `/hooks/projects/${projectId}`
  const [hook] = await clinic.client.request({ url })
  const turn = (isDisabledByUser: boolean) =>
    clinic.client.request({ url: `${url}/${hook.id}`, method: 'PATCH', body: { isDisabledByUser } })
  await turn(true)
  const line = /^✗ Webhook: none calls the build hook/
  expect(listFaults(await clinic.fix({ env }))).toEqual([expect.stringMatching(line)])
  await turn(false)
  const findings = await clinic.examine({ env })
  server.close()
  server.closeAllConnections()
  expect(listFaults(findings)).toEqual([])
  expect(findings.get('Site')).toMatchObject({ says: `${siteUrl} serves a release, on a static host` })
  for (const name of ['Publisher', 'Webhook address', 'Webhook secret', 'Preview in the Studio'])
    expect(findings.get(name), name).toMatchObject({ why: expect.stringContaining('static host') })
})

test('a package that is missing', async () => {
  await using root = await temporaryFolder()
  await writeManifests(root.path, { astro: '7.3.4' })
  expect(listFaults(await clinic.examine({ root: root.path }))).toEqual([
    expect.stringMatching(/^✗ Packages: astro missing.+Run “npm ci”/),
  ])
  const installed = join(root.path, 'node_modules/astro')
  await mkdir(installed, { recursive: true })
  await writeFile(join(installed, 'package.json'), '{ "version": "7.3.4" }')
  expect(listFaults(await clinic.examine({ root: root.path }))).toEqual([])
})

test('this machine alone: secrets and a folder that others can read, a folder that is none, a port that is taken', async () => {
  await using folder = await temporaryFolder()
  const dataDir = join(folder.path, 'data')
  const other = createServer((_, response) => response.end('another program')).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const taken = String(typeof address === 'object' && address ? address.port : 0)
  const free = await findPorts('STUDIO_PORT', 'SITE_PORT')
  const local = {
    ...free,
    PREVIEW_PORT: 'off',
    SANITY_STUDIO_PROJECT_ID: 'local',
    DATA_DIR: dataDir,
    SITE_URL: '',
    STUDIO_URL: '',
    SANITY_API_READ_TOKEN: '',
    SANITY_WEBHOOK_SECRET: '',
  }
  const look = async (env = {}) =>
    listFaults(await clinic.examine({ env: { ...local, ...env }, adminToken: null }))
  expect(await look()).toEqual([])

  await mkdir(dataDir, { mode: 0o755 })
  const secrets = ['SANITY_API_WRITE_TOKEN', 'SANITY_API_READ_TOKEN', 'SANITY_WEBHOOK_SECRET']
  await writeFile(join(dataDir, 'secrets.env'), secrets.map(name => `${name}=${'x'.repeat(24)}\n`).join(''), {
    mode: 0o644,
  })
  expect(await look({ SITE_PORT: taken })).toEqual([
    expect.stringMatching(/^✗ Data folder: .+ can be read by other users.+ Run “chmod go-rwx /),
    expect.stringMatching(/^✗ Secrets: .+ can be read by other users.+ Run “chmod 600 /),
    expect.stringMatching(/^✗ Ports: Port \d+ is taken by another program.+ set SITE_PORT to another port/),
  ])
  await chmod(dataDir, 0o700)
  await chmod(join(dataDir, 'secrets.env'), 0o600)
  other.close()
  other.closeAllConnections()
  await once(other, 'close')
  expect(await look({ SITE_PORT: taken })).toEqual([])

  await writeFile(join(dataDir, 'secrets.env'), 'SANITY_API_WRITE_TOKEN=short\n')
  expect(await look()).toEqual([
    expect.stringMatching(/^✗ Secrets: .+ lacks SANITY_API_WRITE_TOKEN and .+ from a backup/),
  ])
  await rm(dataDir, { recursive: true })
  await writeFile(dataDir, '')
  expect(await look()).toEqual([
    expect.stringMatching(/^✗ Data folder: .+ cannot be used: .+ is no folder.+ DATA_DIR/),
  ])
})

test('a Content Lake that is away', async () => {
  const env = { SANITY_API_HOST: 'http://127.0.0.1:9' }
  expect(listFaults(await clinic.examine({ env }))).toEqual([
    expect.stringMatching(/^✗ Content: project abc12345 cannot be reached/),
  ])
})

test('a Content Lake that takes every request and answers none: each wait ends, and so does the command', async () => {
  const { code, output, ms } = await unanswered
  expect(code).toBe(1)
  expect(output).toContain('✗ Content: project abc12345 cannot be reached: no answer within 10 s.')
  // Node itself would wait for five minutes.
  expect(ms).toBeLessThan(120_000)
})

test('the command prints a line a check, and ends by them', async () => {
  const sound = await run({ SANITY_AUTH_TOKEN: writeToken }, '--fix')
  expect(sound).toMatchObject({
    code: 0,
    errors: '',
    output: expect.stringContaining('\nNothing is wrong.\n'),
  })
  expect(sound.output).not.toContain(writeToken)
  const [, ...lines] = sound.output.trim().split('\n').slice(0, -2)
  for (const line of lines) expect(line).toMatch(/^[✓–] [\w.][\w .]+: /)

  expect(await run({ SANITY_API_READ_TOKEN: writeToken })).toMatchObject({
    code: 1,
    output: expect.stringContaining('\n1 fault.\n'),
  })
  const unset = await run({ SANITY_API_READ_TOKEN: '', SITE_PORT: 'x' })
  expect(unset).toMatchObject({ code: 1, output: '' })
  expect(unset.errors).toMatch(/SITE_PORT: .+\n.+SANITY_API_READ_TOKEN: make a token/)
})

/** Publishes, and waits until the doctor says that the webhook arrived. */
async function expectDelivery(): Promise<void> {
  await clinic.client
    .patch('home')
    .set({ title: `At ${Date.now()}` })
    .commit()
  await expect
    .poll(async () => {
      const finding = (await clinic.examine()).get('Deliveries')
      return finding && describeFinding('Deliveries', finding)
    })
    .toMatch(/^✓ Deliveries: the last one arrived/)
}

/** Runs the command where a Content Lake takes its requests and answers none. */
async function askSilence() {
  await using silent = await startSilentLake()
  const startedAt = performance.now()
  const ran = await run({ SANITY_API_HOST: silent.url })
  return { ...ran, ms: performance.now() - startedAt }
}

/** Runs the command as npm does. */
async function run(env: Record<string, string>, ...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--import', './services/require-node.js', 'services/doctor.ts', ...args],
    {
      env: { ...childEnvironment(), ...clinic.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, output, errors }
}
