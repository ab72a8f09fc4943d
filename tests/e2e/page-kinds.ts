import { readdirSync, readFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'

const templateFolder = resolve(import.meta.dirname, '../../src/pages')

/**
 * The kinds of pages that the site has: its templates, by their place below `src/pages` (“articles/[slug]”). All pages
 * of a kind look alike, so that one of each is tried; a new template is a new kind without anybody saying so.
 */
export const pageKinds: readonly string[] = listTemplates()

export interface SitePage {
  path: string
  kind: string
}

/**
 * Every page of a finished release, in a stable order.
 * @throws Error for a page that no template makes, and for a template of which there is no page to try.
 */
export async function findPages(release: string): Promise<SitePage[]> {
  const pages = (await findPageFiles(release)).map(({ path }) => ({ path, kind: kindOf(path) }))
  const untried = pageKinds.filter(kind => !pages.some(page => page.kind === kind))
  if (untried.length > 0) {
    throw new Error(`No page is made by ${untried.join(', ')}: add one to the content that is tried.`)
  }
  return pages
}

/** One page of each kind: the longest, for it shows most. */
export async function findKinds(release: string): Promise<SitePage[]> {
  const bySize = (await findPageFiles(release)).toSorted((a, b) => b.bytes - a.bytes)
  return pageKinds.flatMap(kind => {
    const longest = bySize.find(({ path }) => kindOf(path) === kind)
    return longest ? { path: longest.path, kind } : []
  })
}

/** Those of `kinds` that look different: templates with the same markup do not. */
export function pickLooks(kinds: readonly SitePage[]): SitePage[] {
  const markups = kinds.map(({ kind }) =>
    readFileSync(join(templateFolder, `${kind}.astro`), 'utf8').replace(/^---$[\s\S]*?^---$/m, ''),
  )
  return kinds.filter((_, index) => markups.indexOf(markups[index] ?? '') === index)
}

async function findPageFiles(release: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(release, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.html'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  return Promise.all(
    files.map(async file => ({
      path: `/${relative(release, file)}`.replace(/\/index\.html$/, '/'),
      bytes: (await stat(file)).size,
    })),
  )
}

/** The template that Astro picks for a path: the one with the fewest placeholders. */
function kindOf(path: string): string {
  const [kind] = pageKinds
    .filter(template => patternOf(template).test(path))
    .toSorted((a, b) => a.split('[').length - b.split('[').length)
  if (!kind) throw new Error(`${path} is made by no template in src/pages.`)
  return kind
}

function patternOf(template: string): RegExp {
  if (/^4\d\d$/.test(template)) return new RegExp(`^/${template}\\.html$`)
  const path = template.replace(/(^|\/)index$/, '').replace(/\[\.{3}\w+\]/g, '.+')
  return new RegExp(`^/${path.replace(/\[\w+\]/g, '[^/.]+')}${path ? '/' : ''}$`)
}

function listTemplates(): string[] {
  return readdirSync(templateFolder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.astro'))
    .map(entry => relative(templateFolder, join(entry.parentPath, entry.name)).replace(/\.astro$/, ''))
    .sort()
}
