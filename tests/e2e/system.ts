import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { parseEnv, promisify } from 'node:util'
import type { SanityClient } from '@sanity/client'
import { createApiClient } from '#sanity/api-client.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { exportLive } from '../fixtures/stored-releases.ts'

/** Everything that `npm start` starts, on free ports, with a data folder of its own. */
export interface System extends AsyncDisposable {
  siteUrl: string
  studioUrl: string
  /** Opens the Studio signed in; it works once. */
  signInUrl: string
  /** Lets staff into the preview, for a day. */
  previewLink: string
  dataFolder: string
  /** All that the processes printed so far. */
  output(): string
  /** Stops everything as Ctrl-C does, and gives the exit code. */
  stop(): Promise<number | null>
}

/** What a developer's `.env` may hold, emptied: the tests run on this machine alone. */
export const unset = {
  SANITY_STUDIO_PROJECT_ID: '',
  SANITY_STUDIO_DATASET: '',
  SANITY_API_WRITE_TOKEN: '',
  SANITY_API_READ_TOKEN: '',
  SANITY_WEBHOOK_SECRET: '',
  SITE_URL: '',
  STUDIO_URL: '',
  PREVIEW_URL: '',
}

/** Starts the whole system and waits until its servers answer. @throws Error with the output when it ends before that. */
export async function startSystem(
  options: { dataFolder?: string; env?: Record<string, string>; args?: readonly string[] } = {},
): Promise<System> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'clinic-data-')))
  const child = spawn(process.execPath, ['services/start.ts', ...(options.args ?? [])], {
    env: {
      ...process.env,
      ...unset,
      STUDIO_PORT: '0',
      SITE_PORT: '0',
      PREVIEW_PORT: '0',
      DATA_DIR: dataFolder,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const closed = new Promise<number | null>(resolve => child.on('close', resolve))
  try {
    await waitForServers(child, lines, closed)
  } catch (error) {
    child.kill('SIGINT')
    throw error
  }
  const links = await readFile(join(dataFolder, 'links.txt'), 'utf8')
  const signInUrl = /https?:\S+#sid=\S+/.exec(links)?.[0]
  const site = lines.map(line => siteAddress.exec(line)?.[1]).find(Boolean)
  if (!site) throw new Error(`npm start printed no address of the site:\n${lines.join('\n')}`)
  const preview = /https?:\S+\/_preview\/enter\?\S+/.exec(links)?.[0]
  if (!signInUrl || !preview) throw new Error(`npm start left no links:\n${lines.join('\n')}`)
  const stop = async () => {
    child.kill('SIGINT')
    return closed
  }
  return {
    siteUrl: site,
    studioUrl: new URL(signInUrl).origin,
    signInUrl,
    previewLink: preview,
    dataFolder,
    output: () => lines.join('\n'),
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      if (!options.dataFolder) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The path of every page, as the sitemap lists them. */
export async function pagePaths(system: System): Promise<string[]> {
  const sitemap = await (await fetch(`${system.siteUrl}/sitemap.xml`)).text()
  return [...sitemap.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map(([, path]) => path ?? '')
}

/** One of the keys in the data folder's `secrets.env`. */
export async function readSecret(system: System, name: string): Promise<string> {
  const secrets = parseEnv(await readFile(join(system.dataFolder, 'secrets.env'), 'utf8'))
  const value = secrets[name]
  if (!value) throw new Error(`${system.dataFolder}/secrets.env has no ${name}`)
  return value
}

/** A client that may write, as the Studio's own may. */
export async function staffClient(system: System): Promise<SanityClient> {
  const token = await readSecret(system, 'SANITY_API_WRITE_TOKEN')
  return createApiClient(system.studioUrl, { perspective: 'raw', token })
}

export type Role = 'administrator' | 'editor' | 'contributor' | 'viewer'

/** A new link that signs staff in, made as `npm run people` makes one: as an administrator unless the role is another. */
export async function newSignInUrl(system: System, role: Role = 'administrator'): Promise<string> {
  const url = `${system.studioUrl}/v2025-02-19/access/people`
  const headers = {
    Authorization: `Bearer ${await readSecret(system, 'SANITY_API_WRITE_TOKEN')}`,
    'Content-Type': 'application/json',
  }
  // A person has one role: each role is somebody else.
  const name = names[role]
  const people: { id: string; name: string; endedAt: string | null }[] = await (
    await fetch(url, { headers })
  ).json()
  const known = people.find(person => person.name === name && person.endedAt === null)
  const answer = known
    ? await fetch(`${url}/${known.id}/links`, { method: 'POST', headers })
    : await fetch(url, { method: 'POST', headers, body: JSON.stringify({ name, role }) })
  const { sid } = await answer.json()
  return `${system.studioUrl}/#sid=${sid}`
}

const names = {
  // As in the team: a review is then known to be theirs.
  administrator: seed.groupLeader.name,
  editor: 'Eli Moreno',
  contributor: 'Carol Nguyen',
  viewer: 'Vera Stone',
}

/** Does what an operator types: `npm run release` or `npm run rollback`. @throws Error with what the command said. */
export async function runCommand(system: System, name: 'release' | 'rollback'): Promise<void> {
  const env = { ...process.env, ...unset, DATA_DIR: system.dataFolder }
  await promisify(execFile)(process.execPath, [`services/publisher/commands/${name}.ts`], { env })
}

/** The text of every file that patients can reach in the live release, joined. */
export async function readLiveRelease(system: System): Promise<string> {
  await using live = await exportLive(join(system.dataFolder, 'publisher'))
  const files = await readdir(live.path, { recursive: true, withFileTypes: true })
  const texts = files
    .filter(file => file.isFile() && /\.(html|json|xml|txt|css)$/.test(file.name))
    .map(file => readFile(join(file.parentPath, file.name), 'utf8'))
  return (await Promise.all(texts)).join('\n')
}

const siteAddress = /(https?:\/\/[^\s"/]+)\/release\.json/

/** Shorter than the limit of Playwright’s fixtures, which would not say what was printed. */
const longestStartMs = 240_000

async function waitForServers(
  child: ChildProcess,
  lines: string[],
  closed: Promise<number | null>,
): Promise<void> {
  const ready = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', line => {
      lines.push(line)
      // On a later start the site is open, and printed, before the rest. Lines of one message may come one by one.
      if ([/"Studio +http/, siteAddress].every(address => lines.some(printed => address.test(printed)))) {
        ready.resolve()
      }
    })
  }
  const ended = closed.then(code => {
    throw new Error(`npm start ended with code ${code}:\n${lines.join('\n')}`)
  })
  const late = wait(longestStartMs, undefined, { ref: false }).then(() => {
    throw new Error(`npm start opened no Studio within ${longestStartMs / 1000} s:\n${lines.join('\n')}`)
  })
  return Promise.race([ready.promise, ended, late])
}
