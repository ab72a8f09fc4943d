import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/content-lake-fixture.ts'
import { oldSite, type TestItem, wordPressExport } from './wordpress-export.ts'

const run = promisify(execFile)
const uploads = `${oldSite}/wp-content/uploads`
const picture = (address: string) => `<img src="${address}" alt="A picture">`
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('')

/** Texts that no editor writes, each made to keep an import busy or to end it, with what the report says of it. */
const hostile: Record<string, [content: string, kind: string]> = {
  'an [embed] and spaces': [`[embed]${' '.repeat(50_000)}`, 'shortcode'],
  'many [embed]s': ['[embed]'.repeat(50_000), 'shortcode'],
  'many [caption]s': ['[caption] '.repeat(50_000), 'summary'],
  'a shortcode of spaces': [`[a${' '.repeat(200_000)}x`, 'summary'],
  'many block comments': ['<!-- wp:a { '.repeat(50_000), 'empty'],
  'a block comment of braces': [`<!-- wp:a {${' }'.repeat(50_000)}`, 'empty'],
  'a block that names itself': ['<!-- wp:block {"ref":900} /-->', 'dynamicBlock'],
  'blocks that name each other': ['<!-- wp:block {"ref":901} /-->', 'dynamicBlock'],
  'deep elements': ['<div>'.repeat(100_000), 'tooComplex'],
  'unclosed marks': [times(5000, index => `<font color="c${index}">`) + '<p>x'.repeat(5000), 'tooComplex'],
  'many attributes': [`<a ${times(100_000, index => ` a${index}`)}>`, 'tooComplex'],
  'a style sheet of lists': [`<style>${'@list l0:level1 {'.repeat(50_000)}</style>`, 'look'],
  'a name without end': [`<a href="/${'a'.repeat(200_000)}">${picture('/x.png')}</a>`, 'linkTarget'],
  'a link round many corners': [
    `<a href="${'https://www.google.com/url?q='.repeat(20_000)}${oldSite}">x</a>`,
    'summary',
  ],
  'many galleries': ['[gallery]'.repeat(5000), 'shortcode'],
  'a name with %00': [picture(`${uploads}/a%00b.png`), 'pictureFile'],
  'a name with a broken %': [picture(`${uploads}/a%E0%A4%A.png`), 'pictureFile'],
  'a name that is too long for a file': [picture(`${uploads}/${'a'.repeat(3000)}.png`), 'pictureFile'],
  'a name outside of the uploads': [picture(`${uploads}/%2e%2e/secret.png`), 'pictureFile'],
  'a name outside of the uploads, hidden': [picture(`${uploads}/..%2fsecret.png`), 'pictureFile'],
}

const selfNaming = '<!-- wp:block {"ref":900} /-->'.repeat(30)
const items: TestItem[] = [
  { id: 900, type: 'wp_block', content: selfNaming },
  { id: 901, type: 'wp_block', content: '<!-- wp:block {"ref":902} /-->'.repeat(40) },
  { id: 902, type: 'wp_block', content: '<!-- wp:block {"ref":901} /-->'.repeat(40) },
  ...Object.entries(hostile).map(([title, [content]], index) => ({ id: index + 1, title, content })),
  {
    id: 500,
    title: 'An address without end',
    link: `${oldSite}/${'a'.repeat(200_000)}/x/`,
    meta: { _wp_old_slug: 'b' },
  },
  { id: 501, title: 'An honest text', content: '<p>Sleep comes easier when the days are alike.</p>' },
  ...Array.from({ length: 300 }, (_, index) => ({
    id: 1000 + index,
    type: 'attachment',
    parent: Object.keys(hostile).indexOf('many galleries') + 1,
    attachmentUrl: `${uploads}/p${index}.png`,
  })),
]

test('an export made to hang or end the import is imported, and every bad text of it is in the report', async () => {
  await using folder = await temporaryFolder()
  const [file, out, copy] = ['export.xml', 'out', 'uploads'].map(name => join(folder.path, name))
  await mkdir(copy ?? '')
  await writeFile(join(folder.path, 'secret.png'), 'secret')
  await writeFile(file ?? '', wordPressExport(items))
  // In a process of its own, which can be ended.
  const importer = resolve('services/import/import.ts')
  await run(
    process.execPath,
    [importer, 'wordpress', file ?? '', '--out', out ?? '', '--images', copy ?? ''],
    {
      timeout: 240_000,
      killSignal: 'SIGKILL',
    },
  )
  const report: { documents: { title: string; findings: { kind: string }[] }[] } = JSON.parse(
    await readFile(join(out ?? '', 'report.json'), 'utf8'),
  )
  const kindsOf = (title: string) =>
    report.documents.find(each => each.title === title)?.findings.map(({ kind }) => kind)
  for (const [title, [, kind]] of Object.entries(hostile))
    expect([title, kindsOf(title)]).toEqual([title, expect.arrayContaining([kind])])
  expect(kindsOf('An address without end')).toContain('cut')
  expect(await readFile(join(out ?? '', 'data.ndjson'), 'utf8')).toContain('Sleep comes easier')
})

test.each([
  [
    'entities that grow',
    '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title>',
    'breaks off being XML',
  ],
  ['elements in each other', `<rss>${'<channel>'.repeat(1000)}`, 'larger than the import reads'],
])('an export of %s is refused with a reason', async (_, xml, reason) => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'export.xml')
  await writeFile(file, `<?xml version="1.0"?>${xml}`)
  const { readExport } = await import('#services/import/wordpress/read-export.ts')
  await expect(readExport(file)).rejects.toThrow(reason)
})
