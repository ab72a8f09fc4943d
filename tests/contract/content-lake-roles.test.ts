import { expect, test } from 'vitest'
import { signIn, startTestLake } from './content-lake-fixture.ts'

test('an editor writes and publishes, and lets nobody in', async () => {
  await using lake = await startTestLake()
  const { client, token } = await signIn(lake, 'editor')
  await client.create({ _id: 'a', _type: 'note' })
  for (const url of ['/auth/sessions', '/access/people']) {
    await expect(client.request({ url, method: 'POST', body: {} })).rejects.toMatchObject({ statusCode: 403 })
  }
  const hooks = await lake.request('hooks/projects/local', { headers: { Authorization: `Bearer ${token}` } })
  expect(hooks.status).toBe(403)
  expect(await client.request({ url: '/users/me' })).toMatchObject({ roles: [{ name: 'editor' }] })
})

test('a contributor writes drafts, and neither changes nor publishes what patients see', async () => {
  await using lake = await startTestLake()
  const { client } = await signIn(lake, 'contributor')
  await lake.client().create({ _id: 'a', _type: 'note', title: 'Live' })
  await client.create({ _id: 'drafts.a', _type: 'note', title: 'Proposed' })
  await expect(client.patch('a').set({ title: 'Changed' }).commit()).rejects.toMatchObject({
    statusCode: 403,
  })
  await expect(
    client.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.a', publishedId: 'a' }),
  ).rejects.toMatchObject({ statusCode: 403 })
  await expect(client.delete({ query: '*[_type == "note"]' })).rejects.toMatchObject({ statusCode: 403 })
  expect(await lake.client().getDocument('a')).toMatchObject({ title: 'Live' })
})

test('a viewer reads drafts and writes nothing', async () => {
  await using lake = await startTestLake()
  const { client } = await signIn(lake, 'viewer')
  await lake.client().create({ _id: 'drafts.a', _type: 'note' })
  expect(await client.getDocument('drafts.a')).toBeDefined()
  await expect(client.create({ _type: 'note' })).rejects.toMatchObject({ statusCode: 403 })
  await expect(client.patch('drafts.a').set({ title: 'x' }).commit()).rejects.toMatchObject({
    statusCode: 403,
  })
})

test('a role that nobody has is refused', async () => {
  await using lake = await startTestLake()
  const body = { name: 'Dana', role: 'owner' }
  await expect(lake.client().request({ url: '/access/people', method: 'POST', body })).rejects.toMatchObject({
    statusCode: 400,
  })
})
