import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSmallLake } from '../publisher/small-lake.ts'
import { startTestLake } from './content-lake-fixture.ts'

/* What a publisher reads by, held by the Content Lake and by the small one that stands in for it in tests alike. */

interface Subject extends AsyncDisposable {
  client: SanityClient
  publish(document: { _id: string; _type: string; [field: string]: unknown }): Promise<unknown>
}

async function startSmall(): Promise<Subject> {
  const lake = await startSmallLake([])
  return {
    client: lake.client,
    publish: async document => lake.publish(document),
    [Symbol.asyncDispose]: () => lake[Symbol.asyncDispose](),
  }
}

async function startReal(): Promise<Subject> {
  const lake = await startTestLake({})
  const client = lake.client().withConfig({ perspective: 'published' })
  return {
    client,
    publish: document => client.createOrReplace(document),
    [Symbol.asyncDispose]: () => lake[Symbol.asyncDispose](),
  }
}

describe.each([
  ['the small lake', startSmall],
  ['the Content Lake', startReal],
])('%s', (_, start) => {
  let subject: Subject

  beforeAll(async () => {
    subject = await start()
    await subject.publish({ _id: 'a', _type: 'note', title: 'One', tags: ['x', 'y'] })
    await subject.publish({ _id: 'b', _type: 'note', title: 'Two' })
    await subject.publish({ _id: 'c', _type: 'redirect', from: '/old/' })
  })
  afterAll(() => subject[Symbol.asyncDispose]())

  test('answers a query with its parameters, in the order that it asks for', async () => {
    const query = '*[_type == $type] | order(title desc){_id, title, tags}'
    expect(await subject.client.fetch(query, { type: 'note' })).toEqual([
      { _id: 'b', title: 'Two', tags: null },
      { _id: 'a', title: 'One', tags: ['x', 'y'] },
    ])
    expect(await subject.client.fetch('*[_id == "nowhere"][0]')).toBeNull()
  })

  test('gives a document another revision, and a time, with each publish', async () => {
    const load = () =>
      subject.client.fetch<{ _rev: string; _updatedAt: string }>('*[_id == "a"][0]{_rev, _updatedAt}')
    const first = await load()
    await subject.publish({ _id: 'a', _type: 'note', title: 'One again' })
    const next = await load()
    expect(next._rev).not.toBe(first._rev)
    expect(Date.parse(next._updatedAt)).toBeGreaterThanOrEqual(Date.parse(first._updatedAt))
  })
})
