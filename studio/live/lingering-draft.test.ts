import { expect, test } from 'vitest'
import { toLingeringDraft } from './lingering-draft.ts'
import { toStudioDocument } from './studio-document.ts'

const at = Temporal.Instant.from('2026-11-29T12:00:00Z')
const toVersion = (_rev: string) =>
  toStudioDocument({ _id: 'article', _type: 'article', _rev, _updatedAt: at.toString() })
const draft = toVersion('typed')
const before = toVersion('before')
const seen = draft && { draft, rev: before?._rev, at }

test('a draft that has gone counts until the new published version is there', () => {
  const soon = at.add({ milliseconds: 900 })
  expect(toLingeringDraft({ draft: null, published: before }, seen, soon)).toBe(draft)
  expect(toLingeringDraft({ draft: null, published: toVersion('after') }, seen, soon)).toBeNull()
})

test('a draft that was discarded is soon forgotten, and one that comes counts at once', () => {
  const later = at.add({ seconds: 2 })
  expect(toLingeringDraft({ draft: null, published: before }, seen, later)).toBeNull()
  expect(toLingeringDraft({ draft, published: before }, null, later)).toBe(draft)
})
