import { expect, test } from 'vitest'
import { reservedPageSlugs } from '#domain/routes.ts'
import { ownFolders } from '#publisher/own-paths.ts'
import { page, published, snapshotFrom } from '../fixtures/published.ts'

test('no page of the site can take an address that the publisher answers itself', () => {
  expect(reservedPageSlugs).toEqual(expect.arrayContaining([...ownFolders]))
})

test.each([...ownFolders, 'v2025-02-19'])('holds back a page whose address is “%s”', slug => {
  const hidden = page('hidden', { slug })
  expect(snapshotFrom(published({ page: [hidden] })).faults).toMatchObject([
    { documentId: 'hidden', field: 'slug', level: 'heldBack' },
  ])
})
