import type { MutationEvent } from '@sanity/client'
import { expect, test } from 'vitest'
import { createConnection } from './connection.ts'
import { createDraftKeeper } from './kept-drafts.ts'
import { createGatherer } from './transactions.ts'

const appear = { transition: 'appear', mutations: [{ create: { _id: 'drafts.a', _type: 'note' } }] }
const published = [
  { documentId: 'drafts.a', transactionId: 't1', transition: 'disappear', previousRev: 't0' },
  { documentId: 'a', transactionId: 't1', transition: 'update', previousRev: 'p0' },
]

test('passes on the events of a transaction together, once the last has arrived', () => {
  const { take, passed } = listen({ isUnsaved: false })
  const [gone, live] = published.map(event => ({ ...event, transactionTotalEvents: 2 }))
  take({ ...gone })
  expect(passed).toEqual([])
  take({ ...live })
  expect(passed.map(each => each.documentId)).toEqual(['drafts.a', 'a'])
})

test('lets a draft go that is published elsewhere when all of it is saved', () => {
  const { take, passed } = listen({ isUnsaved: false })
  for (const event of published) take({ ...event, transactionTotalEvents: 2 })
  expect(passed).toMatchObject([{ transition: 'disappear' }, { transition: 'update' }])
})

test('keeps a draft with unsaved changes that is published elsewhere, and joins it to the one that they make', () => {
  const { take, passed } = listen({ isUnsaved: true })
  for (const event of published) take({ ...event, transactionTotalEvents: 2 })
  expect(passed).toEqual([])
  take({ documentId: 'drafts.a', transactionId: 't2', ...appear })
  expect(passed).toMatchObject([
    { documentId: 'a', transition: 'update', transactionTotalEvents: 1 },
    {
      documentId: 'drafts.a',
      transition: 'update',
      previousRev: 't0',
      transactionId: 't2',
      mutations: [{ createOrReplace: { _id: 'drafts.a' } }],
    },
  ])
})

test('lets the draft go after all when nothing comes of the changes', () => {
  const { take, passed, connection } = listen({ isUnsaved: true })
  for (const event of published) take({ ...event, transactionTotalEvents: 2 })
  connection.noteSaving('a', true)
  expect(passed).toMatchObject([{ transition: 'disappear' }, { transition: 'update' }])
})

test('ends the wait before the Studio reads the documents again', () => {
  const { take, passed, gatherer } = listen({ isUnsaved: true })
  for (const event of published) take({ ...event, transactionTotalEvents: 2 })
  gatherer.take({ event: 'reset', data: '{}' })
  expect(passed).toMatchObject([{ transition: 'disappear' }, { transition: 'update' }, {}])
})

function listen({ isUnsaved }: { isUnsaved: boolean }) {
  const passed: Partial<MutationEvent>[] = []
  const connection = createConnection()
  connection.noteSaving('a', !isUnsaved)
  const keeper = createDraftKeeper(
    connection,
    events => passed.push(...events.map(({ message }) => JSON.parse(message.data))),
    new AbortController().signal,
  )
  const gatherer = createGatherer(keeper)
  const take = (event: object) =>
    gatherer.take({
      event: 'mutation',
      data: JSON.stringify({ transactionTotalEvents: 1, mutations: [], ...event }),
    })
  return { take, passed, connection, gatherer }
}
