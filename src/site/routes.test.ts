import { readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { expect, test } from 'vitest'
import { families, fixedFiles, fixedPages, navigation, reservedPageSlugs } from '#domain/routes.ts'

const pagesFolder = `${import.meta.dirname}/../pages`

/** The path that Astro gives a file of `src/pages`. */
function toPath(file: string): string {
  if (!file.endsWith('.astro')) return `/${file.replace(/\.ts$/, '')}`
  const page = file.replace(/\.astro$/, '').replace(/(?:^|\/)index$/, '')
  if (/^4\d\d$/.test(page)) return `/${page}.html`
  return page === '' ? '/' : `/${page}/`
}

test('every file of src/pages has its row in the table of routes, and every row its file', () => {
  const files = readdirSync(pagesFolder, { recursive: true, withFileTypes: true })
    // Astro makes no page of a file whose name begins with an underscore.
    .filter(entry => entry.isFile() && !entry.name.startsWith('_'))
    .map(entry => toPath(relative(pagesFolder, `${entry.parentPath}/${entry.name}`)))
  expect([...Object.keys(fixedPages), ...families, ...fixedFiles].sort()).toEqual(files.sort())
})

test('the navigation leads to pages that have a title, each place taken once', () => {
  expect(navigation.map(({ text }) => text)).toEqual([
    'Services',
    'Group therapy',
    'Articles',
    'Our team',
    'Contact',
    'Search',
  ])
})

test('every folder that the site uses is reserved, and no more', () => {
  expect(reservedPageSlugs).toEqual([
    '404',
    '410',
    'articles',
    'calendar',
    'commands',
    'contact',
    'feed',
    'group-therapy',
    'healthz',
    'hooks',
    'media',
    'metrics',
    'search',
    'services',
    'share',
    'team',
  ])
})
