import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { expect, test } from 'vitest'
import { readProtectedFields } from '#content-lake/auth/protected-fields.ts'
import { schemaTypes } from '#studio/schemaTypes/index.ts'
import { signIn, startTestLake } from './content-lake-fixture.ts'

const file = join(import.meta.dirname, '../../studio/rights/protected-fields.json')
const protectedFields = readProtectedFields(file)
const ids = { draftId: 'drafts.siteSettings', publishedId: 'siteSettings' }
const published = {
  _id: ids.publishedId,
  _type: 'siteSettings',
  clinicName: 'Clinic',
  textingTerms: 'Reply STOP to stop, HELP for help.',
  notices: [{ _key: 'a', _type: 'reference', _ref: 'page-privacy', _weak: true }],
}
const { textingTerms: _, ...withoutTerms } = published
const draft = { ...published, _id: ids.draftId }
const version = { ...published, _id: 'versions.spring.siteSettings' }
const other = 'My own terms.'

/** What the lake has before each change: a draft that differs in what anybody may change. */
async function settings(more: Partial<typeof draft> = {}) {
  const lake = await startTestLake({ protectedFields })
  await lake.client().create(published)
  await lake.client().create({ ...draft, clinicName: 'New name', ...more })
  const editor = await signIn(lake, 'editor')
  const contributor = await signIn(lake, 'contributor')
  return {
    administrator: lake.client(),
    editor: editor.client,
    contributor: contributor.client,
    [Symbol.asyncDispose]: () => lake[Symbol.asyncDispose](),
  }
}

type Change = (client: SanityClient) => Promise<unknown>

const refusedWithDraft: Record<string, Change> = {
  'a patch of the draft': client => client.patch(ids.draftId).set({ textingTerms: other }).commit(),
  'a patch within a field': client => client.patch(ids.draftId).unset(['notices[0]']).commit(),
  'a patch by query': client =>
    client.patch({ query: '*[_type == "siteSettings"]' }).set({ footerCredit: other }).commit(),
  'a patch of what is published': client =>
    client.patch(ids.publishedId).set({ textingTerms: other }).commit(),
  'a replaced document': client => client.createOrReplace({ ...published, textingTerms: other }),
  'a replaced document that lacks the field': client => client.createOrReplace(withoutTerms),
  'a document of another type in its place': client =>
    client.createOrReplace({ _id: ids.publishedId, _type: 'note' }),
  'a document of another type that becomes one of this': async client => {
    const note = { _id: 'note', _type: 'note', textingTerms: other }
    await client.createOrReplace(note)
    await client.createOrReplace({ ...note, _type: 'siteSettings' })
  },
  'a second document of the type': client => client.create({ ...published, _id: 'siteSettings-2' }),
  'a new version': client => client.create({ ...version, textingTerms: other }),
  'a new version by an action': client =>
    client.action({
      actionType: 'sanity.action.document.version.create',
      publishedId: ids.publishedId,
      document: { ...version, textingTerms: other },
    }),
  'a replaced draft': client =>
    client.action({
      actionType: 'sanity.action.document.replaceDraft',
      publishedId: ids.publishedId,
      attributes: { ...draft, textingTerms: other },
    }),
  'an edit by an action': client =>
    client.action({
      actionType: 'sanity.action.document.edit',
      ...ids,
      patch: { set: { textingTerms: other } },
    }),
  'a deletion': client => client.delete(ids.publishedId),
  'a deletion by an action': client =>
    client.action({
      actionType: 'sanity.action.document.delete',
      publishedId: ids.publishedId,
      includeDrafts: [ids.draftId],
    }),
  'an unpublishing': client => client.action({ actionType: 'sanity.action.document.unpublish', ...ids }),
}

for (const [name, change] of Object.entries(refusedWithDraft)) {
  test(`an editor may not change legal wording by ${name}`, async () => {
    await using lake = await settings()
    await expect(change(lake.editor)).rejects.toMatchObject({
      statusCode: 403,
      message: /Only an administrator may change “\w+” of “/,
    })
    expect(await lake.administrator.getDocument(ids.publishedId)).toMatchObject(published)
    await change(lake.administrator)
  })
}

test('an editor neither publishes nor throws away legal wording that an administrator has drafted', async () => {
  await using lake = await settings({ textingTerms: other })
  await expect(
    lake.editor.action({ actionType: 'sanity.action.document.publish', ...ids }),
  ).rejects.toMatchObject({ statusCode: 403 })
  await expect(
    lake.editor.action({ actionType: 'sanity.action.document.discard', draftId: ids.draftId }),
  ).rejects.toMatchObject({ statusCode: 403 })
  await lake.editor.patch(ids.draftId).set({ clinicName: 'Newer name' }).commit()
  await lake.administrator.action({ actionType: 'sanity.action.document.publish', ...ids })
  expect(await lake.administrator.getDocument(ids.publishedId)).toMatchObject({ textingTerms: other })
})

test('an editor changes, publishes and throws away everything else of such a document', async () => {
  await using lake = await settings()
  const { editor, administrator } = lake
  await editor.patch(ids.draftId).set({ clinicName: 'Newer name' }).commit()
  await editor.action({ actionType: 'sanity.action.document.publish', ...ids })
  expect(await administrator.getDocument(ids.publishedId)).toMatchObject({ clinicName: 'Newer name' })
  await editor.action({
    actionType: 'sanity.action.document.edit',
    ...ids,
    patch: { set: { clinicName: 'A' } },
  })
  await editor.action({ actionType: 'sanity.action.document.discard', draftId: ids.draftId })
  await editor.create({ ...version, clinicName: 'Newer name' })
  await editor.patch(ids.publishedId).set({ clinicName: 'Clinic' }).commit()
  await editor.create({ _type: 'note', textingTerms: other })
  await editor.create({ _type: 'constructor', textingTerms: other })
})

test('a contributor drafts everything but legal wording', async () => {
  await using lake = await settings()
  await lake.contributor.patch(ids.draftId).set({ clinicName: 'Newer name' }).commit()
  await expect(
    lake.contributor.patch(ids.draftId).set({ textingTerms: other }).commit(),
  ).rejects.toMatchObject({ statusCode: 403 })
})

test('the Studio locks the very fields that the lake protects, and has each of them', () => {
  for (const [type, names] of Object.entries(protectedFields)) {
    const definition = schemaTypes.find(({ name }) => name === type)
    const fields = definition && 'fields' in definition ? (definition.fields ?? []) : []
    const locked = fields.filter(({ readOnly }) => typeof readOnly === 'function').map(({ name }) => name)
    expect(locked.toSorted()).toEqual(names.toSorted())
  }
})

test('does not start where it cannot know what it has to protect', () => {
  expect(() => readProtectedFields(join(import.meta.dirname, 'none.json'))).toThrow(
    /only administrators may change/,
  )
})
