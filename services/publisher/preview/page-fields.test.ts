import type { SanityClient } from '@sanity/client'
import { createClient } from '@sanity/client'
import { expect, test } from 'vitest'
import { fieldWords } from '#src/preview/field-words.ts'
import { findPageFields } from './page-fields.ts'

/** A client that returns these documents for any query. */
function clientOf(documents: unknown[]): SanityClient {
  const client = createClient({ projectId: 'x', dataset: 'y', useCdn: false, apiVersion: '2025-02-19' })
  return Object.assign(client, { fetch: async () => documents })
}

test('finds the fields whose text is on the page, once for a draft and its published version', async () => {
  const article = {
    _type: 'article',
    title: 'It’s a title.',
    summary: 'Not on this page',
    phone: '+12125550123',
  }
  const documents = [
    { ...article, _id: 'drafts.a' },
    { ...article, _id: 'a' },
  ]
  const html = `<html><head><title>Not on this page</title></head>
    <body><h1>It's  a <em>title</em></h1><a href="tel:+12125550123">Call</a><script>"Not on this page"</script></body></html>`
  const fields = await findPageFields(clientOf(documents), { fieldWords }, '/articles/a/', html)
  expect(new Set(fields.map(({ id }) => id))).toEqual(new Set(['a']))
  expect(fields.map(({ path }) => path)).toEqual(['title', 'phone'])
})
