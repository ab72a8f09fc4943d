import type { RedirectRule } from '#site/redirects.ts'
import {
  cachePolicy,
  commonHeaders,
  frameAncestors,
  type Headers,
  isImmutable,
  resourcePolicy,
  type SiteOrigins,
} from './headers.ts'

/*
 * What the publisher answers, in the formats of static hosts: pure functions from a built site to text.
 */

/** Headers of a path, or of all below a folder: “/media/*”. No header is in two rules that fit one path: hosts join them. */
export interface HeaderRule {
  pattern: string
  headers: Headers
}

/** Where a host's guess by the ending is not what the site means. */
const contentTypes: Record<string, string> = {
  '/feed.json': 'application/feed+json; charset=utf-8',
  '/feed.xml': 'application/rss+xml; charset=utf-8',
  '/llms.txt': 'text/plain; charset=utf-8',
  '/site.webmanifest': 'application/manifest+json; charset=utf-8',
}

/**
 * The rules for the files at `paths`. Pages need no rule of caching: every host here has browsers ask again each time.
 */
export function listHeaderRules(paths: readonly string[], origins: SiteOrigins): HeaderRule[] {
  const policy = { 'content-security-policy': frameAncestors(origins) }
  const pageFolders = new Set(paths.filter(isPage).flatMap(listFolders))
  const patterns = new Set(paths.filter(path => !isPage(path)).map(path => toPattern(path, pageFolders)))
  return [
    { pattern: '/*', headers: { ...commonHeaders(origins), ...policy } },
    ...[...patterns].sort().map(pattern => ({ pattern, headers: fileHeaders(pattern) })),
  ]
}

function fileHeaders(pattern: string): Headers {
  const contentType = contentTypes[pattern]
  return {
    ...resourcePolicy(pattern),
    ...cachePolicy(isImmutable(pattern)),
    // A file cannot answer by who asks; everybody may read this one anyway.
    ...(pattern === '/release.json' && { 'access-control-allow-origin': '*' }),
    ...(contentType && { 'content-type': contentType }),
  }
}

/** The outermost folder of a file that holds no page, since Cloudflare takes a hundred rules; else the file itself. */
function toPattern(path: string, pageFolders: ReadonlySet<string>): string {
  const folder = listFolders(path).find(each => !pageFolders.has(each))
  return folder ? `${folder}*` : path
}

/** The folders that a path is in, outermost first: “/search/”, “/search/index/”. */
function listFolders(path: string): string[] {
  const parts = path.split('/').slice(1, -1)
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}/`)
}

function isPage(path: string): boolean {
  return path.endsWith('/') || path.endsWith('.html')
}

/** `_headers`, as Netlify and Cloudflare read it. */
export function toHeadersFile(rules: readonly HeaderRule[]): string {
  const blocks = rules.map(({ pattern, headers }) =>
    [pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
  )
  return `${blocks.join('\n\n')}\n`
}

/** Cloudflare reads no more than 2,000 lines without placeholders, and each address has two. */
export const mostRedirects = 1000

/** `_redirects`. Only Netlify answers 410; elsewhere an address that is gone gets the page for what is not there. */
export function toRedirectsFile(redirects: readonly RedirectRule[], { has410 }: { has410: boolean }): string {
  const lines = redirects.flatMap(({ from, to }) => {
    const end = to !== null ? `${to} 301` : has410 ? '/410.html 410' : null
    return end === null ? [] : [`${from.replace(/\/$/, '')} ${end}`, `${from} ${end}`]
  })
  return `${lines.join('\n')}\n`
}

/** The page at an old address, where a host knows no redirects. */
export function toStubPage(to: string, siteUrl: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta http-equiv="refresh" content="0; url=${to}">
<link rel="canonical" href="${siteUrl}${to}">
<title>This page has moved</title>
<p><a href="${to}">This page has moved. Go to where it is now.</a></p>
</html>
`
}

/** The configuration of Vercel's Build Output API, version 3. */
export function toVercelConfig(rules: readonly HeaderRule[], redirects: readonly RedirectRule[]) {
  return {
    version: 3,
    routes: [
      ...rules.map(({ pattern, headers }) => ({ src: toRegExp(pattern), headers, continue: true })),
      ...redirects.map(({ from, to }) => {
        const src = `^${from}?$`
        return to === null
          ? { src, dest: '/410.html', status: 410 }
          : { src, headers: { Location: to }, status: 301 }
      }),
      // Pages end with a slash, files have an ending.
      { src: '^/((?:[^/]+/)*[^/.]+)$', headers: { Location: '/$1/' }, status: 308 },
      { handle: 'filesystem' },
      { src: '^/.*$', dest: '/404.html', status: 404 },
    ],
  }
}

function toRegExp(pattern: string): string {
  return `^${pattern.replaceAll('.', '\\.').replace('*', '.*')}$`
}
