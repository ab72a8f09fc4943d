import { createClient } from '@sanity/client'
import { expect, test } from 'vitest'
import { originalRequest } from './load-original.ts'

const assetId = `image-${'a'.repeat(40)}-1000x500-png`
const name = `${'a'.repeat(40)}-1000x500.png`
const settings = { dataset: 'production', apiVersion: '2025-02-19', useCdn: false, token: 'secret' }

test('finds originals of hosted Sanity on its CDN, which is sent no token', () => {
  const client = createClient({ ...settings, projectId: 'abc123' })
  expect(originalRequest(client, assetId)).toEqual({
    url: `https://cdn.sanity.io/images/abc123/production/${name}`,
    headers: {},
  })
})

test('finds originals of a Content Lake of our own there, and sends it the token', () => {
  const own = { projectId: 'local', apiHost: 'http://localhost:3333', useProjectHostname: false }
  expect(originalRequest(createClient({ ...settings, ...own }), assetId)).toEqual({
    url: `http://localhost:3333/images/local/production/${name}`,
    headers: { authorization: 'Bearer secret' },
  })
})
