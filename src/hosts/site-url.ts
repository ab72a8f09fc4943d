/** Static hosts that say in the environment that they run a build. */
export type HostName = 'netlify' | 'vercel' | 'cloudflare'

type Environment = Readonly<Record<string, string | undefined>>

const hosts: readonly {
  name: HostName
  marks: readonly string[]
  getAddress(env: Environment): string | undefined
}[] = [
  { name: 'netlify', marks: ['NETLIFY'], getAddress: ({ URL }) => URL },
  {
    name: 'vercel',
    marks: ['VERCEL'],
    getAddress: ({ VERCEL_PROJECT_PRODUCTION_URL: name }) => name && `https://${name}`,
  },
  {
    name: 'cloudflare',
    marks: ['CF_PAGES', 'WORKERS_CI'],
    // Of Pages alone, and with the deployment's own label in front of the project's: https://7d6f1e3b.clinic.pages.dev
    getAddress: ({ CF_PAGES_URL }) =>
      CF_PAGES_URL?.replace(/^(https:\/\/)[^.]+\.([^.]+\.pages\.dev)$/, '$1$2'),
  },
]

/** The host whose builder this is; null on any other machine. */
export function findHost(env: Environment): HostName | null {
  return hosts.find(({ marks }) => marks.some(mark => env[mark]))?.name ?? null
}

/**
 * The origin that patients use: SITE_URL, else what the host says of itself.
 * @throws Error when it is no origin, or when it is missing and `isRequired`: links would lead to the builder's machine.
 */
export function findSiteUrl(env: Environment, { isRequired }: { isRequired: boolean }): string {
  const host = hosts.find(({ name }) => name === findHost(env))
  const given = env.SITE_URL?.trim() || host?.getAddress(env)
  if (given) return toOrigin(given)
  if (host || isRequired) {
    throw new Error(
      'SITE_URL is missing: canonical links, the sitemap and share images need the address that patients use. ' +
        'Set it among the variables of the build, as in SITE_URL=https://clinic.example.',
    )
  }
  return `http://localhost:${env.SITE_PORT?.trim() || 4321}`
}

function toOrigin(address: string): string {
  const url = URL.parse(address)
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url.origin
  throw new Error(
    `SITE_URL is “${address}”, and has to be a web address without a path, as in https://clinic.example: ` +
      'every link of the site begins at its root. GitHub Pages need a domain of your own, or the repository OWNER.github.io.',
  )
}
