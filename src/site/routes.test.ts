import { readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { expect, test } from 'vitest'
import {
  families,
  fixedFiles,
  fixedPages,
  menuPages,
  pagesOfEveryMenu,
  reservedPageSlugs,
} from '#domain/routes.ts'

const pagesFolder = `${import.meta.dirname}/../pages`

/** The path that Astro gives a file of `src/pages`. */
function toPath(file: string): string {
  if (!file.endsWith('.astro')) return `/${file.replace(/\.ts$/, '')}`
  const page = file.replace(/\.astro$/, '').replace(/(?:^|\/)index$/, '')
  if (/^4\d\d$/.test(page)) return `/${page}.html`
  return page === '' ? '/' : `/${page}/`
}

test('every file of src/pages is in the list of routes, and every route has its file', () => {
  const files = readdirSync(pagesFolder, { recursive: true, withFileTypes: true })
    // Astro makes no page of a file whose name begins with an underscore.
    .filter(entry => entry.isFile() && !entry.name.startsWith('_'))
    .map(entry => toPath(relative(pagesFolder, `${entry.parentPath}/${entry.name}`)))
  expect([...fixedPages, ...families, ...fixedFiles].sort()).toEqual(files.sort())
})

test('the menu leads to each page once, and to those of every menu', () => {
  expect(menuPages).toEqual([...new Set(menuPages)])
  expect(menuPages).toEqual(expect.arrayContaining([...pagesOfEveryMenu]))
})

test('every folder that the site uses is reserved, and every name that its files do not leave free', () => {
  const names = readdirSync(pagesFolder, { withFileTypes: true })
    .filter(({ name }) => /^(?!index)[a-z0-9-]+(?:\.astro)?$/.test(name))
    .map(({ name }) => name.replace('.astro', ''))
  const studio = ['auth', 'files', 'images', 'static', 'studio', 'v1']
  expect(reservedPageSlugs).toEqual([...names, ...studio, 'feed', 'healthz', 'hooks', 'metrics'].sort())
})
