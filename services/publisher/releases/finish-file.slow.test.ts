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

test('a file that ends the thread takes no other with it', async () => {
  await using finisher = createFinisher()
  const { finish } = finisher
  const unreadable: RawFile = { ...page, body: Object(null) }
  await expect(finish(unreadable)).rejects.toThrow()
  await expect.poll(() => finish(page).then(({ facts }) => facts.refersTo)).toEqual(['/team/'])
})
