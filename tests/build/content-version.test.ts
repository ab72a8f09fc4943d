import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { hashCode } from '#renderer/code-hash.ts'
import { temporaryFolder } from '../contract/content-lake-fixture.ts'

/* Which changes of the code have all content read again: by a copy of the sources, in which one file is changed. */

let folder: Awaited<ReturnType<typeof temporaryFolder>>
const copied = (path: string) => join(folder.path, path)

beforeAll(async () => {
  folder = await temporaryFolder()
  await cp('src', copied('src'), { recursive: true })
  await cp('package.json', copied('package.json'))
  await symlink(resolve('node_modules'), copied('node_modules'))
})

afterAll(() => folder[Symbol.asyncDispose]())

/** The version that the renderer would be built with, were this file another one. */
async function versionAfter(path: string, change: (text: string) => string): Promise<string> {
  const file = copied(path)
  const text = await readFile(file, 'utf8')
  const changed = change(text)
  expect(changed).not.toBe(text)
  await writeFile(file, changed)
  try {
    return await hashCode(copied('src/sanity/load-snapshot.ts'))
  } finally {
    await writeFile(file, text)
  }
}

const builtVersion = async () => (await loadRenderer(resolve('.build/renderer/entry.mjs'))).contentVersion
const withLine = (line: string) => (text: string) => `${text}\n${line}\n`

test.each([
  ['a page', 'src/pages/index.astro', withLine('<p>More</p>')],
  ['a sentence of a page', 'src/words/english/pages.ts', withLine('export const more = "More"')],
  ['a selector', 'src/selectors/article-view.ts', withLine('console.log("selected")')],
  ['a comment on a contract', 'src/sanity/contracts.ts', withLine('// Generous.')],
])('a change of %s leaves the content version as it was built', async (_, path, change) => {
  expect(await versionAfter(path, change)).toBe(await builtVersion())
})

test.each([
  ['a query', 'src/sanity/queries.ts', (text: string) => text.replace('summary, body[]', 'body[]')],
  [
    'a contract',
    'src/sanity/contracts.ts',
    (text: string) => text.replaceAll("optionalText('note')", 'slug'),
  ],
  ['a rule of the domain', 'src/domain/lengths.ts', (text: string) => text.replace('most: 120', 'most: 121')],
  [
    'what is kept',
    'src/sanity/kept-document.ts',
    (text: string) => text.replace('{ document }', '{ document, a: 1 }'),
  ],
])('a change of %s is another content version', async (_, path, change) => {
  expect(await versionAfter(path, change)).not.toBe(await builtVersion())
})

test('another version of a package that validates content is another content version', async () => {
  const own = 'src/node_modules/libphonenumber-js'
  await cp('node_modules/libphonenumber-js', copied(own), { recursive: true })
  const change = (text: string) => text.replace('"version":4', '"version":5')
  expect(await versionAfter(`${own}/metadata.min.json.js`, change)).not.toBe(await builtVersion())
})
