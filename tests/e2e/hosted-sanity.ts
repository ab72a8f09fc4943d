import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { SanityClient } from '@sanity/client'
import { createApiClient } from '#sanity/api-client.ts'
import { registerWebhook } from '#services/start/content-lake-setup.ts'
import { loadFirstContent } from '#services/start/first-content.ts'
import { type PartOptions, startPart } from '#services/start/part.ts'
import { settlePorts } from '#services/start/ports.ts'
import { untilQuiet } from '../faults/site-state.ts'
import { startNginx } from './behind-nginx.ts'
import { type Role, unset } from './system.ts'

/**
 * A clinic whose content is with Sanity, whose Studio is deployed elsewhere, and whose site has a server: four origins with
 * TLS. A Content Lake of this repository stands in for Sanity's hosts, with a project, dataset, keys and CORS list of its own.
 */
export interface HostedClinic extends AsyncDisposable {
  siteUrl: string
  studioUrl: string
  previewUrl: string
  apiUrl: string
  projectId: string
  dataset: string
  /** The site as it answers on this machine, without TLS. */
  ownSiteUrl: string
  /** With all rights, on this machine. */
  client: SanityClient
  /** A link to the deployed Studio as Sanity's sign-in page leaves people with. */
  signInUrl(role: Role): Promise<string>
}

const projectId = 'clinic01'
const dataset = 'patients'

/** Every name of the test leads to this machine, and every other one nowhere: in the browser alone. */
export const hostedNames = [
  '--host-resolver-rules=MAP *.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

export async function startHostedClinic(): Promise<HostedClinic> {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'clinic-hosted-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const ports = await settlePorts('127.0.0.1', { https: 0, http: 0, lake: 0, site: 0, preview: 0 })
  const origin = (name: string) => `https://${name}:${ports.https}`
  const apiUrl = origin('api.sanity.example')
  const studioUrl = origin('clinic.sanity-studio.example')
  const siteUrl = origin('clinic.example')
  const previewUrl = origin('preview.clinic.example')
  const [writeToken, readToken, webhookSecret] = Array.from({ length: 3 }, () =>
    randomBytes(24).toString('hex'),
  )
  const project = {
    ...unset,
    SANITY_STUDIO_PROJECT_ID: projectId,
    SANITY_STUDIO_DATASET: dataset,
    SITE_URL: siteUrl,
    PREVIEW_URL: previewUrl,
  }
  await promisify(execFile)(process.execPath, ['services/deploy-studio.ts', '--build-only'], {
    env: { ...process.env, ...project, SANITY_API_HOST: apiUrl },
  })
  await startNginx(folder, configure(ports), stack)

  const start = async (title: string, file: string, env: Record<string, string | undefined>) => {
    const part = startPart({ ...quiet, title, command: [file], env: { ...process.env, ...project, ...env } })
    stack.defer(() => part.stop())
    await part.ready
  }
  await start('The Content Lake', 'services/content-lake/main.ts', {
    STUDIO_PORT: String(ports.lake),
    STUDIO_URL: apiUrl,
    CONTENT_LAKE_ALLOWED_ORIGINS: studioUrl,
    DATA_DIR: join(folder, 'sanity'),
    SANITY_API_WRITE_TOKEN: writeToken,
    SANITY_API_READ_TOKEN: readToken,
  })
  const apiHost = `http://127.0.0.1:${ports.lake}`
  const client = createApiClient(apiHost, { projectId, dataset, perspective: 'raw', token: writeToken })
  await loadFirstContent({
    client,
    dataset,
    projectId,
    dataDir: folder,
    now: Temporal.Now.instant(),
    signal: new AbortController().signal,
    report: () => {},
  })
  await start('The publisher', 'services/publisher/main.ts', {
    SITE_PORT: String(ports.site),
    PREVIEW_PORT: String(ports.preview),
    STUDIO_URL: studioUrl,
    SANITY_API_HOST: apiHost,
    DATA_DIR: join(folder, 'server'),
    SANITY_API_READ_TOKEN: readToken,
    SANITY_WEBHOOK_SECRET: webhookSecret,
    // Only a webhook makes a publish live within the hour.
    COMPARE_SECONDS: '3600',
  })
  const ownSiteUrl = `http://127.0.0.1:${ports.site}`
  await untilQuiet(ownSiteUrl)
  await registerWebhook(client, {
    projectId,
    dataset,
    url: `${ownSiteUrl}/hooks/sanity`,
    secret: webhookSecret ?? '',
  })
  const kept = stack.move()
  return {
    siteUrl,
    studioUrl,
    previewUrl,
    apiUrl,
    projectId,
    dataset,
    ownSiteUrl,
    client,
    async signInUrl(role) {
      const body = { name: `Somebody, ${role}`, role }
      const { sid } = await client.request({ url: '/access/people', method: 'POST', body })
      return `${studioUrl}/#sid=${sid}`
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

const quiet: Pick<PartOptions, 'root' | 'isPatient' | 'onLine' | 'report'> = {
  root: process.cwd(),
  isPatient: false,
  onLine: () => {},
  report: line => console.log(line),
}

/** The Studio's files as any static host serves them; the rest by name. */
function configure(ports: Record<'https' | 'http' | 'lake' | 'site' | 'preview', number>): string {
  const server = (names: string, location: string) => `
    server {
      listen ${ports.https} ssl http2; server_name ${names};
      ssl_certificate fullchain.pem; ssl_certificate_key privkey.pem;
      large_client_header_buffers 4 16k; client_max_body_size 0;
      location / { ${location} }
    }`
  const proxy = (port: number) => `
    proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_buffering off; proxy_read_timeout 1h;
    proxy_set_header Host $http_host; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;`
  return `
    map $http_upgrade $connection_upgrade { '' ''; default upgrade; }
    types { text/html html; text/javascript js mjs; text/css css; font/woff2 woff2; image/svg+xml svg; application/json json; }
    server { listen ${ports.http}; return 204; }
    ${server('api.sanity.example *.api.sanity.example', proxy(ports.lake))}
    ${server('clinic.sanity-studio.example', `root ${resolve('.build/studio-to-deploy')}; try_files $uri /index.html;`)}
    ${server('clinic.example', proxy(ports.site))}
    ${server('preview.clinic.example', proxy(ports.preview))}`
}
