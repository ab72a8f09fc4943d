import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settlePorts } from '#services/start/ports.ts'
import { until } from '../faults/site-state.ts'
import { copyPreparedFolder } from './prepared.ts'
import { newSignInUrl, type Role, type System, startSystem } from './system.ts'

/** Everything that `npm start` starts, behind nginx as `deploy/` configures it. */
export interface PublicSystem extends AsyncDisposable {
  siteUrl: string
  studioUrl: string
  previewUrl: string
  /** The site as it answers on this machine, without nginx. */
  ownSiteUrl: string
  /** A link that signs in at the Studio's public address. */
  signInUrl(role: Role): Promise<string>
  /** What nginx logged of each request: status, length, method and path. */
  requests(): Promise<string[]>
}

/** The names lead to this machine in the browser alone. */
export const nameArguments = [
  '--host-resolver-rules=MAP clinic.example 127.0.0.1, MAP *.clinic.example 127.0.0.1',
]

/** Whether nginx is installed, and openssl, which makes its certificate. */
export function hasNginx(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' })
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

/** @param names The configuration in `deploy/nginx/`: `one-name` or `three-names`. */
export async function startBehindNginx(names: 'one-name' | 'three-names'): Promise<PublicSystem> {
  await using stack = new AsyncDisposableStack()
  const ports = await settlePorts('127.0.0.1', {
    STUDIO_PORT: 0,
    SITE_PORT: 0,
    PREVIEW_PORT: 0,
    https: 0,
    http: 0,
    preview: 0,
  })
  const origin = (name: string, port = ports.https) => `https://${name}:${port}`
  const urls =
    names === 'one-name'
      ? {
          SITE_URL: origin('clinic.example'),
          STUDIO_URL: `${origin('clinic.example')}/studio`,
          PREVIEW_URL: origin('clinic.example', ports.preview),
        }
      : {
          SITE_URL: origin('clinic.example'),
          STUDIO_URL: origin('studio.clinic.example'),
          PREVIEW_URL: origin('preview.clinic.example'),
        }
  const dataFolder = await copyPreparedFolder()
  stack.defer(() => rm(dataFolder, { recursive: true, force: true }))
  // The proxy is away while everything starts; and only a webhook can make a publish live within the hour.
  const system = stack.use(
    await startSystem({
      dataFolder,
      env: {
        ...urls,
        COMPARE_SECONDS: '3600',
        STUDIO_PORT: String(ports.STUDIO_PORT),
        SITE_PORT: String(ports.SITE_PORT),
        PREVIEW_PORT: String(ports.PREVIEW_PORT),
      },
    }),
  )
  const folder = await mkdtemp(join(tmpdir(), 'clinic-nginx-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const configured = await readFile(`deploy/nginx/${names}.conf`, 'utf8')
  const replaced = toPorts(configured, ports).replaceAll('/etc/letsencrypt/live/clinic.example', folder)
  await startNginx(folder, replaced, stack)
  const own = `http://127.0.0.1:${ports.STUDIO_PORT}`
  const local: System = { ...system, studioUrl: own }
  const kept = stack.move()
  return {
    siteUrl: urls.SITE_URL,
    studioUrl: urls.STUDIO_URL,
    previewUrl: urls.PREVIEW_URL,
    ownSiteUrl: `http://127.0.0.1:${ports.SITE_PORT}`,
    signInUrl: async role => (await newSignInUrl(local, role)).replace(own, urls.STUDIO_URL),
    requests: async () => (await readFile(join(folder, 'access.log'), 'utf8')).trim().split('\n'),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** The ports of a configuration, replaced in one pass, so that none is taken for another's. */
function toPorts(text: string, ports: Record<string, number>): string {
  const { https, http, preview, SITE_PORT, STUDIO_PORT, PREVIEW_PORT } = ports
  const byPort: Record<string, number | undefined> = {
    80: http,
    443: https,
    8443: preview,
    3333: STUDIO_PORT,
    4320: PREVIEW_PORT,
    4321: SITE_PORT,
  }
  return text
    .replace(/^ *listen \[::\].*\n/gm, '')
    .replace(/(?<=\s)(80|443|8443|3333|4320|4321)(?=[;\s])/g, port => String(byPort[port] ?? port))
}

export async function startNginx(folder: string, config: string, stack: AsyncDisposableStack): Promise<void> {
  const subject = '/CN=clinic.example'
  const names = 'subjectAltName=DNS:clinic.example,DNS:*.clinic.example'
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      subject,
      '-addext',
      names,
    ].concat(['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]),
    { stdio: 'ignore' },
  )
  await writeFile(join(folder, 'clinic.conf'), config)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  await writeFile(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; pid nginx.pid; error_log stderr warn; events {}
http {
  log_format plain '$status $request_length $request_method $uri'; access_log access.log plain;
  include clinic.conf;
  ${temporary.map(name => `${name}_temp_path ${name};`).join(' ')}
}`,
  )
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  stack.defer(async () => {
    child.kill('SIGQUIT')
    child.kill('SIGTERM')
    await ended
  })
  const failed = ended.then(code => {
    throw new Error(`nginx ended with code ${code}:\n${errors.join('')}`)
  })
  failed.catch(() => {})
  const [, port] = /listen (\d+);/.exec(config) ?? []
  const answer = () => fetch(`http://127.0.0.1:${port}`, { redirect: 'manual' }).catch(() => null)
  await Promise.race([until(answer, { describe: () => `nginx at port ${port}` }), failed])
}
