import { access, constants, readFile, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { isMissing, nullIfMissing } from '#services/shared/is-missing.ts'
import { settlePorts } from '#services/start/ports.ts'
import { findBadSecrets } from '#services/start/secrets.ts'
import { ask, type Learnt, learn } from './learnt.ts'
import type { DoctorSettings } from './settings.ts'

const othersMode = 0o077

export interface MachineFacts {
  node: { running: string; needed: number }
  /** Packages that are missing, or of another version than the lock file's. */
  wrongPackages: string[]
  freeBytes: Learnt<number>
  /** `isOpen`: other users may read it. Unknown when it cannot be used. */
  dataFolder: Learnt<{ exists: boolean; isOpen: boolean }>
  /** Of the Content Lake on this machine; null before the first start. */
  secrets: Learnt<{ isOpen: boolean; bad: string[] } | null>
  ports: PortFacts[]
}

export interface PortFacts {
  name: keyof DoctorSettings['ports']
  port: number
  state: 'free' | 'ours' | 'taken'
  /** What “npm start” would say of it. */
  advice: string
}

/** What there is to know of this machine. */
export async function learnMachine(
  settings: DoctorSettings,
  { root, nodeVersion }: { root: string; nodeVersion: string },
): Promise<MachineFacts> {
  const manifest = await readManifest(root)
  const [wrongPackages, freeBytes, dataFolder, secrets, ports] = await Promise.all([
    findWrongPackages(root, manifest.packages),
    learn(async () => {
      const { bavail, bsize } = await statfs(await findExisting(settings.dataDir))
      return bavail * bsize
    }),
    learn(() => inspectFolder(settings.dataDir)),
    learn(() => inspectSecrets(join(settings.dataDir, 'secrets.env'))),
    inspectPorts(settings),
  ])
  const node = { running: nodeVersion, needed: manifest.node }
  return { node, wrongPackages, freeBytes, dataFolder, secrets, ports }
}

const manifestShape = z.object({
  engines: z.object({ node: z.string() }),
  dependencies: z.record(z.string(), z.string()),
})
const lockShape = z.object({
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
})
const installed = z.object({ version: z.string() })

async function readManifest(root: string): Promise<{ node: number; packages: Map<string, string> }> {
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(root, file), 'utf8'))
  const { engines, dependencies } = manifestShape.parse(await read('package.json'))
  const { packages } = lockShape.parse(await read('package-lock.json'))
  const locked = Object.keys(dependencies).map(name => {
    return [name, packages[`node_modules/${name}`]?.version ?? ''] as const
  })
  return { node: Number(/\d+/.exec(engines.node)?.[0]), packages: new Map(locked) }
}

async function findWrongPackages(root: string, locked: ReadonlyMap<string, string>): Promise<string[]> {
  const wrong = await Promise.all(
    [...locked].map(async ([name, version]) => {
      const found = await learn(async () =>
        installed.parse(JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'))),
      )
      return found.known && found.value.version === version ? [] : [name]
    }),
  )
  return wrong.flat()
}

async function inspectFolder(folder: string): Promise<{ exists: boolean; isOpen: boolean }> {
  const existing = await findExisting(folder)
  const found = await stat(existing)
  if (!found.isDirectory()) throw new Error(`${existing} is no folder`)
  await access(existing, constants.R_OK | constants.W_OK | constants.X_OK)
  return { exists: existing === folder, isOpen: existing === folder && (found.mode & othersMode) !== 0 }
}

/** The folder itself, or the nearest one above it that exists. */
async function findExisting(path: string): Promise<string> {
  try {
    await stat(path)
    return path
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error
    return await findExisting(dirname(path))
  }
}

async function inspectSecrets(file: string): Promise<{ isOpen: boolean; bad: string[] } | null> {
  const found = await Promise.all([stat(file), readFile(file, 'utf8')]).catch(nullIfMissing)
  if (found === null) return null
  const [{ mode }, text] = found
  return { isOpen: (mode & othersMode) !== 0, bad: findBadSecrets(parseEnv(text)) }
}

async function inspectPorts({ host, ports, isHosted, ...urls }: DoctorSettings): Promise<PortFacts[]> {
  const studioUrl = urls.ownStudioUrl
  const wanted: { name: PortFacts['name']; port: number | null; isOurs(): Promise<boolean> }[] = [
    { name: 'SITE_PORT', port: ports.SITE_PORT, isOurs: () => hasHealth(urls.ownSiteUrl, 'pending') },
    {
      name: 'STUDIO_PORT',
      port: ports.STUDIO_PORT,
      isOurs: () => (isHosted ? isStudio(studioUrl) : hasHealth(studioUrl, 'documents')),
    },
    { name: 'PREVIEW_PORT', port: ports.PREVIEW_PORT, isOurs: () => isPreview(urls.ownPreviewUrl ?? '') },
  ]
  return await Promise.all(
    wanted.flatMap(({ name, port, isOurs }) => {
      // 0 is any free port.
      if (!port) return []
      return [inspectPort(host, name, port, isOurs)]
    }),
  )
}

async function inspectPort(
  host: string,
  name: PortFacts['name'],
  port: number,
  isOurs: () => Promise<boolean>,
): Promise<PortFacts> {
  const tried = await learn(() => settlePorts(host, { [name]: port }))
  if (tried.known) return { name, port, state: 'free', advice: '' }
  const answer = await learn(isOurs)
  const isKnown = answer.known && answer.value
  return { name, port, state: isKnown ? 'ours' : 'taken', advice: tried.why }
}

async function hasHealth(origin: string, field: string): Promise<boolean> {
  const response = await ask(`${origin}/healthz`)
  return Object.hasOwn(Object(await response.json()), field)
}

async function isStudio(origin: string): Promise<boolean> {
  const response = await ask(`${origin}/`)
  return response.ok && (await response.text()).includes('id="sanity"')
}

/** By what it answers who has not been let in. */
async function isPreview(origin: string): Promise<boolean> {
  const { headers } = await ask(origin, { method: 'HEAD' })
  return headers.get('x-robots-tag') === 'noindex, nofollow' && headers.has('content-security-policy')
}
