import { pino } from 'pino'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#tests/contract/content-lake-fixture.ts'
import { Auth } from '../auth/auth.ts'
import { People } from '../auth/people.ts'
import { Store } from './store.ts'

const log = pino({ level: 'silent' })
const now = Temporal.Instant.from('2026-02-06T17:00:00Z')
const texts = ['one', 'two', 'three'].map(word => `${word} `.repeat(1000))

test('a document found before a change and read after it has its old state', async () => {
  await using folder = await temporaryFolder()
  const store = new Store(folder.path, log)
  const found = texts.map((text, index) => {
    write(store, `revision-${index}`, text)
    return store.index.find('a')
  })
  store.transact({
    ...transaction('gone'),
    stage: staging => {
      staging.remove('a', 'delete')
      return []
    },
  })
  expect(store.index.find('a')).toBeUndefined()
  expect(found.map(doc => doc?.text)).toEqual(texts)
  expect(found.map(doc => JSON.parse(JSON.stringify(doc)).text)).toEqual(texts)
  store.close()
})

test('a document is the same after a restart, whichever of its fields stay on disk', async () => {
  await using folder = await temporaryFolder()
  const before = new Store(folder.path, log)
  write(before, 'revision-0', texts[0])
  const written = JSON.parse(JSON.stringify(before.index.find('a')))
  before.close()
  const after = new Store(folder.path, log)
  after.load(doc => doc)
  expect(after.index.find('a')).toEqual(written)
  expect(after.index.view('published').docs).toEqual([written])
  expect(after.index.view(['drafts']).docs).toEqual([{ ...written, _originalId: 'a' }])
  after.close()
})

function write(store: Store, id: string, text: string | undefined): void {
  store.transact({
    ...transaction(id),
    stage: staging => {
      staging.put({ _id: 'a', _type: 'note', title: 'A', text }, 'mutate')
      return []
    },
  })
}

function transaction(id: string) {
  return { id, author: 'ada', now }
}

test('a session survives while the disk takes no writes', async () => {
  await using folder = await temporaryFolder()
  const store = new Store(folder.path, log)
  const auth = new Auth(store.database, { writeToken: 'write', readToken: 'read' })
  const { id } = new People(store.database).invite('Dana', 'editor')
  const token = auth.redeemLink(auth.createLink(id, now).sid, 'a browser', now)
  store.database.exec('PRAGMA query_only = ON')
  const later = now.add({ hours: 24 * 7 })
  expect(auth.identify(`Bearer ${token}`, later)).toMatchObject({ name: 'Dana', role: 'editor' })
  store.close()
})
