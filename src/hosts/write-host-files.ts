import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from 'zod'
import {
  listHeaderRules,
  mostRedirects,
  toHeadersFile,
  toRedirectsFile,
  toStubPage,
  toVercelConfig,
} from './host-files.ts'
import { findHost, findSiteUrl } from './site-url.ts'

const redirectList = z.array(z.object({ from: z.string(), to: z.string().nullable() }))

/**
 * Writes what static hosts need into `folder`, which holds a built site: for the host that builds, or, on any other machine,
 * in the form that most read, with a page at each old address for those that read none. Vercel looks into `.vercel` in
 * `root` instead.
 */
export async function writeHostFiles(
  folder: string,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const host = findHost(env)
  const siteUrl = findSiteUrl(env, { isRequired: false })
  const list = join(folder, 'redirects.json')
  const redirects = redirectList.parse(JSON.parse(await readFile(list, 'utf8')))
  // As the publisher, which does not serve it: it names pages that were withdrawn.
  if (host !== null) await rm(list)
  const studios = `${env.STUDIO_URL ?? ''} ${env.STUDIO_ORIGINS ?? ''}`
  const studioUrls = studios.split(/[\s,]+/).filter(each => each !== '')
  const rules = listHeaderRules(await listPaths(folder), { siteUrl, studioUrls })
  if (host === 'vercel') {
    const output = join(root, '.vercel/output')
    await rm(output, { recursive: true, force: true })
    await cp(folder, join(output, 'static'), { recursive: true })
    await writeFile(join(output, 'config.json'), JSON.stringify(toVercelConfig(rules, redirects), null, 2))
    return
  }
  await writeFile(join(folder, '_headers'), toHeadersFile(rules))
  const [first, others] = [redirects.slice(0, mostRedirects), redirects.slice(mostRedirects)]
  const isNetlify = host === 'netlify'
  await writeFile(
    join(folder, '_redirects'),
    toRedirectsFile(isNetlify ? redirects : first, { has410: isNetlify }),
  )
  const stubs = host === null ? redirects : host === 'cloudflare' ? others : []
  for (const { from, to } of stubs)
    if (to !== null) await writeStubAt(join(folder, from), toStubPage(to, siteUrl))
}

async function writeStubAt(folder: string, html: string): Promise<void> {
  const file = join(folder, 'index.html')
  if (existsSync(file)) return
  await mkdir(folder, { recursive: true })
  await writeFile(file, html)
}

async function listPaths(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => `/${relative(folder, join(entry.parentPath, entry.name))}`.replace(/\/index\.html$/, '/'))
}
