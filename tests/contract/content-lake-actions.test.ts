import { expect, test } from 'vitest'
import { startTestLake, type TestLake, writeToken } from './content-lake-fixture.ts'

const draft = { _id: 'drafts.a', _type: 'note', text: 'first' }

test('creates, edits and publishes by document actions, as the Studio does', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.action(createAction)
  await client.action(editAction({ set: { text: 'second' } }), { transactionId: 'edit-2' })
  expect(await client.getDocument('drafts.a')).toMatchObject({ text: 'second', _rev: 'edit-2' })
  await client.action(publishAction)
  expect(await client.getDocument('drafts.a')).toBeUndefined()
  expect(await client.getDocument('a')).toMatchObject({ _id: 'a', text: 'second' })
})

test('makes a draft of the published document when one is edited that is not there', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.create({ _id: 'a', _type: 'note', text: 'published' })
  await client.action(editAction({ set: { more: true } }))
  expect(await client.getDocument('drafts.a')).toMatchObject({ text: 'published', more: true })
  expect(await client.getDocument('a')).not.toHaveProperty('more')
})

test('writes a transaction for an edit that changes nothing, since the Studio waits for one', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.action(createAction)
  await client.action(editAction({ unset: ['_empty_action_guard_pseudo_field_'] }), {
    transactionId: 'nothing',
  })
  expect(await client.getDocument('drafts.a')).toMatchObject({ _rev: 'nothing' })
})

test('refuses to publish over a version the editor has not seen', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const { _rev } = await client.create({ _id: 'a', _type: 'note' })
  await client.action(editAction({ set: { text: 'mine' } }))
  await client.patch('a').set({ text: 'theirs' }).commit()
  await expect(client.action({ ...publishAction, ifPublishedRevisionId: _rev })).rejects.toMatchObject({
    statusCode: 409,
  })
})

test('unpublishes into a draft, discards, and deletes with drafts', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.create({ _id: 'a', _type: 'note', text: 'x' })
  const ids = { draftId: 'drafts.a', publishedId: 'a' }
  await client.action({ actionType: 'sanity.action.document.unpublish', ...ids })
  expect(await idsOf(lake)).toEqual(['drafts.a'])
  await client.action(publishAction)
  await client.action(editAction({ set: { text: 'y' } }))
  await client.action({ actionType: 'sanity.action.document.version.discard', versionId: 'drafts.a' })
  expect(await idsOf(lake)).toEqual(['a'])
  await client.action(editAction({ set: { text: 'z' } }))
  const deletion = { actionType: 'sanity.action.document.delete', publishedId: 'a' } as const
  await expect(client.action({ ...deletion, includeDrafts: [] })).rejects.toMatchObject({ statusCode: 409 })
  await client.action({ ...deletion, includeDrafts: ['drafts.a'] })
  expect(await idsOf(lake)).toEqual([])
})

test('makes a reference strong when its document is published', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const rule = { type: 'note' }
  const to = { _type: 'reference', _ref: 'b', _weak: true, _strengthenOnPublish: rule }
  await client.create({ ...draft, to })
  await expect(client.action(publishAction)).rejects.toMatchObject({ statusCode: 409 })
  await client.create({ _id: 'b', _type: 'note' })
  await client.action(publishAction)
  expect(await client.getDocument('a')).toMatchObject({ to: { _type: 'reference', _ref: 'b' } })
  expect((await client.getDocument('a'))?.to).not.toHaveProperty('_weak')
})

test('answers an action it does not know so that the Studio keeps the edit', async () => {
  await using lake = await startTestLake()
  const { status } = await lake.request('data/actions/production', {
    method: 'POST',
    headers: { authorization: `Bearer ${writeToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ actions: [{ actionType: 'sanity.action.release.create', releaseId: 'r' }] }),
  })
  expect(status).toBe(501)
})

test('lists the events of a document and its past states', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.action(createAction, { transactionId: 't1' })
  await client.action(editAction({ set: { text: 'second' } }), { transactionId: 't2' })
  await client.action(publishAction, { transactionId: 't3' })
  const headers = { authorization: `Bearer ${writeToken}` }
  const events = await lake.request('data/history/production/events/documents/drafts.a?limit=10', { headers })
  expect(events.body).toMatchObject({
    events: {
      'drafts.a': [
        { type: 'publishDocumentVersion', documentId: 'a', revisionId: 't3', versionRevisionId: 't2' },
        { type: 'createDocumentVersion', versionId: 'drafts.a', versionRevisionId: 't1' },
      ],
    },
    nextCursor: '',
  })
  const { body } = await lake.request('data/history/production/documents/drafts.a?revision=t1', { headers })
  expect(body).toMatchObject({ documents: [{ _id: 'drafts.a', text: 'first', _rev: 't1' }] })
  const last = await lake.request('data/history/production/documents/drafts.a?lastRevision=true', { headers })
  expect(last.body).toMatchObject({ documents: [{ text: 'second', _rev: 't2' }] })
})

test('shows the Studio that a document was deleted which never was a draft, and as what it was', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const headers = { authorization: `Bearer ${writeToken}` }
  await client.create({ _id: 'drafts.a', _type: 'note', text: 'thrown away' })
  await client.delete('drafts.a')
  for (const _id of ['a', 'b']) await client.create({ _id, _type: 'note', text: 'published' })
  for (const id of ['a', 'b']) await client.transaction().delete(`drafts.${id}`).delete(id).commit()
  for (const id of ['a', 'b']) {
    const events = await lake.request(`data/history/production/events/documents/drafts.${id}`, { headers })
    expect(events.body).toHaveProperty(['events', `drafts.${id}`, 0, 'type'], 'deleteDocumentGroup')
    const url = `data/history/production/documents/${id},drafts.${id}?lastRevision=true`
    const { body } = await lake.request(url, { headers })
    expect(body).toMatchObject({ documents: [{ _id: id, text: 'published' }] })
  }
})

const createAction = {
  actionType: 'sanity.action.document.create',
  publishedId: 'a',
  attributes: draft,
  ifExists: 'fail',
} as const

const publishAction = {
  actionType: 'sanity.action.document.publish',
  draftId: 'drafts.a',
  publishedId: 'a',
} as const

function editAction(patch: { set?: Record<string, unknown>; unset?: string[] }) {
  return { actionType: 'sanity.action.document.edit', draftId: 'drafts.a', publishedId: 'a', patch } as const
}

function idsOf(lake: TestLake): Promise<string[]> {
  return lake.client().fetch('*[_type == "note"]._id', {}, { perspective: 'raw' })
}
