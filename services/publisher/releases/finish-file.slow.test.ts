import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createFinisher, type RawFile } from './finish-file.ts'

const page: RawFile = {
  path: '/',
  contentType: 'text/html',
  body: new TextEncoder().encode(
    `<!doctype html><title>Clinic</title><a href="/team/">${'Team '.repeat(200)}</a>`,
  ),
  siteUrl: 'https://clinic.example',
}

test('a file is read and compressed', async () => {
  await using finisher = createFinisher()
  const { facts, compressed } = await finisher.finish(page)
  expect(facts.refersTo).toEqual(['/team/'])
  expect(brotliDecompressSync(compressed ?? '')).toEqual(Buffer.from(page.body))
})

test('a file that cannot be read takes no other with it', async () => {
  await using finisher = createFinisher()
  const { finish } = finisher
  const unreadable: RawFile = { ...page, body: Object(null) }
  const [failed, read] = await Promise.allSettled([finish(unreadable), finish(page)])
  expect(failed.status).toBe('rejected')
  expect(read).toMatchObject({ value: { facts: { refersTo: ['/team/'] } } })
})

test('a drawing is made by the module that it names, and one that ends its thread by the next one', async () => {
  await using finisher = createFinisher()
  const draw = (code: string) =>
    finisher.draw({ module: `data:text/javascript,${encodeURIComponent(code)}`, name: 'draw' }, 7)
  const numbers = 'export const draw = async number => Uint8Array.of(number)'
  expect(await draw(numbers)).toEqual(Uint8Array.of(7))
  await expect(draw('export const other = 1')).rejects.toThrow('has no function “draw”')
  await expect(draw('export const draw = () => process.exit(3)')).rejects.toThrow('ended with code 3')
  expect(await draw(numbers)).toEqual(Uint8Array.of(7))
})

test('bytes are written to several files over what was there, or the one that cannot be is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'finisher-'))
  try {
    await using finisher = createFinisher()
    const files = ['first', 'second'].map(name => join(folder, name))
    await finisher.write(files, Buffer.from('before'))
    await finisher.write(files, page.body)
    for (const file of files) expect(await readFile(file)).toEqual(Buffer.from(page.body))
    expect((await readdir(folder)).sort()).toEqual(['first', 'second'])

    await mkdir(join(folder, 'third'))
    await expect(finisher.write([join(folder, 'third')], page.body)).rejects.toThrow(join(folder, 'third'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
