import { expect, test } from 'vitest'
import { readToken, startTestLake, writeToken } from './content-lake-fixture.ts'

const cafe = { _id: 'cafe', _type: 'place', name: 'Café', tags: ['a', 'b'], seats: 4 }

test('creates a document and finds it by query, by id and with parameters', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const created = await client.create(cafe)
  expect(created).toMatchObject(cafe)
  expect(created._rev).toMatch(/^\w+$/)
  expect(await client.getDocument('cafe')).toEqual(created)
  expect(await client.getDocuments(['nowhere', 'cafe'])).toEqual([null, created])
  expect(await client.fetch('*[_type == $type]{name}', { type: 'place' })).toEqual([{ name: 'Café' }])
})

test('serves each parameter its own answer, also where it decides what brackets mean', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.create(cafe)
  const query = '*[_id == "cafe"][0].tags[$n]'
  expect(await client.fetch(query, { n: 0 })).toBe('a')
  expect(await client.fetch(query, { n: 1 })).toBe('b')
  expect(await client.fetch('*[_id == "cafe"][0].tags[$from...$to]', { from: 0, to: 1 })).toEqual(['a'])
  expect(await client.fetch('*[_id == $id]._id', { id: 'cafe' })).toEqual(['cafe'])
  expect(await client.fetch('*[_id == $id]._id', { id: 'other' })).toEqual([])
})

test('answers a query that is too long for an address', async () => {
  await using lake = await startTestLake()
  const ids = Array.from({ length: 2000 }, (_, index) => `document-${index}`)
  await lake.client().create({ ...cafe, _id: 'document-7' })
  expect(await lake.client().fetch('*[_id in $ids]._id', { ids })).toEqual(['document-7'])
})

test('patches, and keeps the revision the client gave its transaction', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.create(cafe)
  await client
    .transaction()
    .transactionId('given-by-the-client')
    .patch('cafe', patch =>
      patch
        .set({ name: 'Bar', 'owner.name': 'Ada' })
        .unset(['tags[0]'])
        .inc({ seats: 2 })
        .setIfMissing({ open: true }),
    )
    .commit()
  expect(await client.getDocument('cafe')).toMatchObject({
    name: 'Bar',
    owner: { name: 'Ada' },
    tags: ['b'],
    seats: 6,
    open: true,
    _rev: 'given-by-the-client',
  })
})

test('answers a transaction that was committed before as it was then', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const commit = () => client.transaction().transactionId('once').create(cafe).commit()
  const first = await commit()
  expect(await commit()).toEqual(first)
})

test('refuses a whole transaction when one of its mutations fails', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.create(cafe)
  const failed = client.transaction().create({ _id: 'new', _type: 'place' }).create(cafe).commit()
  await expect(failed).rejects.toMatchObject({
    statusCode: 409,
    message: expect.stringContaining('already exists'),
  })
  expect(await client.getDocument('new')).toBeUndefined()
})

test('refuses a patch of another revision than the one there is', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const { _rev } = await client.create(cafe)
  await client.patch('cafe').set({ name: 'A' }).ifRevisionId(_rev).commit()
  await expect(client.patch('cafe').set({ name: 'B' }).ifRevisionId(_rev).commit()).rejects.toMatchObject({
    statusCode: 409,
    message: expect.stringContaining('unexpected revision'),
  })
  await expect(client.patch('nowhere').set({ name: 'B' }).commit()).rejects.toMatchObject({ statusCode: 404 })
})

test('deletes and patches by query', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  for (const seats of [1, 2, 3]) await client.create({ ...cafe, _id: `cafe-${seats}`, seats })
  await client
    .patch({ query: '*[seats > $least]', params: { least: 1 } })
    .set({ big: true })
    .commit()
  await client.delete({ query: '*[big == true && seats == 3]' })
  expect(await client.fetch('*[_type == "place"]{seats, big}')).toEqual([
    { seats: 1, big: null },
    { seats: 2, big: true },
  ])
})

test('gives array items keys when asked to', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const created = await client.create(
    { _id: 'list', _type: 'list', items: [{ text: 'a' }] },
    { autoGenerateArrayKeys: true },
  )
  expect(created.items).toEqual([{ _key: expect.any(String), text: 'a' }])
})

test('says where a query is wrong', async () => {
  await using lake = await startTestLake()
  await expect(lake.client().fetch('*[_type == ')).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringContaining('GROQ query parse error'),
  })
})

test('keeps strong references whole', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const author = { _type: 'reference', _ref: 'ada' }
  await expect(client.create({ _id: 'book', _type: 'book', author })).rejects.toMatchObject({
    statusCode: 409,
  })
  await client.create({ _id: 'book', _type: 'book', author: { ...author, _weak: true } })
  await client.create({ _id: 'ada', _type: 'person', name: 'Ada' })
  await client.createOrReplace({ _id: 'book', _type: 'book', author })
  await expect(client.delete('ada')).rejects.toMatchObject({
    statusCode: 409,
    message: expect.stringContaining('references to it from "book"'),
  })
  expect(await client.fetch('*[_id == "book"][0].author->name')).toBe('Ada')
  expect(await client.fetch('*[references("ada")]._id')).toEqual(['book'])
})

test('shows each perspective what it may see', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.create({ _id: 'a', _type: 'note', text: 'published' })
  await client.create({ _id: 'drafts.a', _type: 'note', text: 'draft' })
  await client.create({ _id: 'drafts.b', _type: 'note', text: 'new' })
  await client.create({ _id: 'versions.spring.a', _type: 'note', text: 'spring' })
  const query = '*[_type == "note"]{_id, text}'
  const see = (perspective: 'published' | 'drafts' | 'raw' | string[]) =>
    client.fetch(query, {}, { perspective })
  expect(await client.fetch(query)).toEqual([{ _id: 'a', text: 'published' }])
  expect(await see('published')).toEqual([{ _id: 'a', text: 'published' }])
  expect(await see('drafts')).toEqual([
    { _id: 'a', text: 'draft' },
    { _id: 'b', text: 'new' },
  ])
  expect(await see(['spring', 'drafts'])).toEqual([
    { _id: 'a', text: 'spring' },
    { _id: 'b', text: 'new' },
  ])
  expect(await see(['spring'])).toEqual([{ _id: 'a', text: 'spring' }])
  expect(await see('raw')).toHaveLength(4)
  const before = lake.client({ token: writeToken, apiVersion: '2024-01-01' })
  expect(await before.fetch(query)).toHaveLength(4)
})

test('searches the whole text of a document', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.create({ _id: 'a', _type: 'note', body: [{ children: [{ text: 'Sleep and ketamine' }] }] })
  await client.create({ _id: 'b', _type: 'note', title: 'Sleeping well' })
  const search = (q: string) => client.fetch('*[[@, _id] match text::query($q)]._id', { q })
  expect(await search('')).toEqual(['a', 'b'])
  expect(await search('sleep*')).toEqual(['a', 'b'])
  expect(await search('sleep* -ketamine')).toEqual(['b'])
  expect(await search('"ketamine" sleep')).toEqual(['a'])
  expect(
    await client.fetch('*[_type == "note"] | score([@, _id] match text::query($q)) [_score > 0]._id', {
      q: 'ketamine',
    }),
  ).toEqual(['a'])
})

test('lets nobody without a token read or write anything', async () => {
  await using lake = await startTestLake()
  await lake.client().create({ _id: 'drafts.a', _type: 'note' })
  await lake.client().create({ _id: 'b', _type: 'note' })
  const stranger = lake.client({})
  await expect(stranger.fetch('*[_type == "note"]._id')).rejects.toMatchObject({ statusCode: 401 })
  for (const id of ['b', 'drafts.a'])
    await expect(stranger.getDocument(id)).rejects.toMatchObject({ statusCode: 401 })
  await expect(stranger.create({ _type: 'note' })).rejects.toMatchObject({ statusCode: 401 })
  await expect(lake.client({ token: 'wrong' }).fetch('*')).rejects.toMatchObject({ statusCode: 401 })
  const reader = lake.client({ token: readToken })
  expect(await reader.fetch('*[_type == "note"]._id', {}, { perspective: 'raw' })).toEqual(['b', 'drafts.a'])
  await expect(reader.delete('b')).rejects.toMatchObject({ statusCode: 403 })
})
