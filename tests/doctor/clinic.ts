import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { SanityClient } from '@sanity/client'
import type { Publisher } from '#publisher/publisher.ts'
import { createApiClient } from '#sanity/api-client.ts'
import { examine } from '#services/doctor/examine.ts'
import { describeFinding, type Finding } from '#services/doctor/finding.ts'
import { fix } from '#services/doctor/fix.ts'
import { parseDoctorSettings } from '#services/doctor/settings.ts'
import { settlePorts } from '#services/start/ports.ts'
import { readToken, startTestLake, temporaryFolder, writeToken } from '../contract/content-lake-fixture.ts'
import { startPublisherHere } from '../publisher/test-commands.ts'
import { webhookSecret } from '../publisher/test-publisher.ts'

export const projectId = 'abc12345'
export const studioUrl = 'https://clinic.sanity.studio'

type Findings = ReadonlyMap<string, Finding>
type Env = Record<string, string>

export interface Clinic extends AsyncDisposable {
  /** What `npm start` would be given. */
  env: Env
  client: SanityClient
  dataDir: string
  /** The doctor's findings, with an administrator's token unless there is none. */
  examine(changes?: Partial<Changes>): Promise<Findings>
  /** What `--fix` does, and the findings after it. */
  fix(changes?: Partial<Changes>): Promise<Findings>
  /** Starts the publisher again with other settings. */
  restart(env: Env): Promise<void>
}

export interface Changes {
  env: Env
  adminToken: string | null
  now: Temporal.Instant
  root: string
}

/** A Content Lake in the place of a hosted project, and a publisher that serves its one page. */
export async function startClinic(): Promise<Clinic> {
  await using starting = new AsyncDisposableStack()
  const folder = starting.use(await temporaryFolder()).path
  const [dataDir, root] = [join(folder, 'data'), join(folder, 'root')]
  await mkdir(dataDir, { mode: 0o700 })
  await mkdir(root)
  await writeManifests(root, {})
  const lake = starting.use(await startTestLake({ projectId }))
  const ports = await findPorts('SITE_PORT', 'STUDIO_PORT', 'PREVIEW_PORT')
  const env = {
    DATA_DIR: dataDir,
    ...ports,
    SITE_URL: `http://localhost:${ports.SITE_PORT}`,
    STUDIO_URL: studioUrl,
    PREVIEW_URL: 'https://preview.clinic.example',
    SANITY_STUDIO_PROJECT_ID: projectId,
    SANITY_API_HOST: lake.url,
    SANITY_API_READ_TOKEN: readToken,
    SANITY_WEBHOOK_SECRET: webhookSecret,
    COMPARE_SECONDS: '1',
    RENDERER: resolve('tests/publisher/small-renderer-module.ts'),
  }
  const client = createApiClient(lake.url, { projectId, token: writeToken })
  await client.create({ _id: 'home', _type: 'note', slug: 'home', title: 'Home' })
  let publisher: Publisher = await startPublisherHere(env)
  starting.defer(() => publisher.stop())
  const stack = starting.move()

  function toOptions({ env: changed = {}, ...given }: Partial<Changes>) {
    const adminToken = given.adminToken === undefined ? writeToken : given.adminToken
    return {
      settings: parseDoctorSettings({ ...env, ...changed }, adminToken),
      root: given.root ?? root,
      nodeVersion: process.versions.node,
      now: () => given.now ?? Temporal.Now.instant(),
    }
  }

  const clinic: Clinic = {
    env,
    client,
    dataDir,
    examine: async (changes = {}) => (await examine(toOptions(changes))).findings,
    async fix(changes = {}) {
      const options = toOptions(changes)
      await fix(await examine(options))
      return (await examine(options)).findings
    },
    async restart(changes) {
      await publisher.stop()
      publisher = await startPublisherHere({ ...env, ...changes })
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
  return clinic
}

/** What names the packages of a repository, by their versions. Its own are the commands’ business: there are many. */
export async function writeManifests(root: string, versions: Record<string, string>): Promise<void> {
  const locked = Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }])
  const manifest = { engines: { node: '>=26' }, dependencies: versions }
  await writeFile(join(root, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: Object.fromEntries(locked) }))
}

/** The lines of everything that is wrong. */
export function listFaults(findings: ReadonlyMap<string, Finding>): string[] {
  return [...findings]
    .filter(([, { state }]) => state === 'fault')
    .map(([name, finding]) => describeFinding(name, finding))
}

/** Free ports, as settings. */
export async function findPorts(...names: string[]): Promise<Record<string, string>> {
  const ports = await settlePorts('127.0.0.1', Object.fromEntries(names.map(name => [name, 0])))
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]))
}
