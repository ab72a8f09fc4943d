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

/** More than the number from which on files are many. */
const many = 1000

test.each([1, many])('of %i files, one is read and compressed', async files => {
  await using finisher = createFinisher()
  const { facts, variants } = await finisher.forFiles(files).finish(page)
  expect(facts.refersTo).toEqual(['/team/'])
  expect(variants.map(({ encoding }) => encoding)).toEqual(['br', 'gzip'])
})

test.each([1, many])('of %i files, one that ends the thread takes no other with it', async files => {
  await using finisher = createFinisher()
  const { finish } = finisher.forFiles(files)
  const unreadable: RawFile = { ...page, body: Object(null) }
  await expect(finish(unreadable)).rejects.toThrow()
  await expect.poll(() => finish(page).then(({ facts }) => facts.refersTo)).toEqual(['/team/'])
})
