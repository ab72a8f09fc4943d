import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { queryContext, storedDoc } from '../documents/doc-fixture.ts'
import { migrations } from '../store/database.ts'
import { Store } from '../store/store.ts'
import { Groq } from './groq.ts'

interface Note {
  title: string
  body?: { _key: string; text: string; _ref?: string; _weak?: boolean }[]
}

const word = fc.constantFrom('Ketamine', 'ketamine', 'group', 'Gruppe', 'élan', 'note', 'Straße', 'x12')
const text = fc.array(word, { maxLength: 4 }).map(words => words.join(' '))
const note = fc.record(
  { title: text, body: fc.array(fc.record({ _key: word, text }), { maxLength: 2 }) },
  { requiredKeys: ['title'] },
)
const edits = fc.array(fc.tuple(fc.constantFrom('a', 'drafts.b', 'c'), fc.option(note)), { maxLength: 6 })
const term = fc.tuple(fc.constantFrom('', '-'), word, fc.nat({ max: 8 })).map(([minus, whole, cut]) => {
  return cut === 0 ? `${minus}${whole}` : `${minus}${whole.slice(0, cut)}*`
})
const search = fc.array(term, { minLength: 1, maxLength: 3 }).map(terms => terms.join(' '))

test('finds the documents with every word of a search and none that it excludes, after any edits', async () => {
  await using lake = await openStore()
  const { store, find } = lake
  const notes = new Map<string, Note>()
  fc.assert(
    fc.property(edits, search, (changes, q) => {
      for (const [id, change] of changes) {
        if (change) notes.set(id, change)
        else notes.delete(id)
        write(store, id, change)
      }
      const expected = [...notes].filter(([, stored]) => matches(stored, q)).map(([id]) => id)
      expect(find('*[[@, _id] match text::query($q)]._id', { q }).toSorted()).toEqual(expected.toSorted())
      const inTitle = [...notes].filter(([, { title }]) => matches({ title }, q)).map(([id]) => id)
      expect(find('*[title match text::query($q)]._id', { q }).toSorted()).toEqual(inTitle.toSorted())
    }),
    { numRuns: 200 },
  )
})

test('finds phrases, ids and everything, and takes any other sign for a space', async () => {
  await using lake = await openStore()
  write(lake.store, 'drafts.first-one', { title: 'Group therapy for a start' })
  write(lake.store, 'second', { title: 'Therapy in a group' })
  const found = (q: string) => lake.find('*[[@, _id] match text::query($q)]._id', { q })
  expect(found('"group therapy"')).toEqual(['drafts.first-one'])
  expect(found('first-one')).toEqual(['drafts.first-one'])
  expect(found('drafts')).toEqual([])
  for (const q of ['', '*', '"', '-', '- * "*"']) expect(found(q), q).toEqual(['drafts.first-one', 'second'])
  for (const q of ['th*rapy', 'NEAR(group)', 'title:group', 'NOT group', 'gr\0oup', `${'a*'.repeat(99)} b`]) {
    expect(found(q), q).toEqual([])
  }
  expect(found('(therapy) {group}^ +a')).toEqual(['drafts.first-one', 'second'])
})

test('ranks what says the word more often first, after what says it in the title', async () => {
  await using lake = await openStore()
  const body = (words: string) => [{ _key: 'k', text: words }]
  write(lake.store, 'a', { title: 'Once', body: body('group and nothing else of it here') })
  write(lake.store, 'b', { title: 'Often', body: body('group group and nothing else here') })
  write(lake.store, 'c', { title: 'Group', body: body('nothing at all of this kind here') })
  write(lake.store, 'd', { title: 'None' })
  write(lake.store, 'e', { title: 'Refers', body: [{ _key: 'r', text: '', _ref: 'group', _weak: true }] })
  // What the Studio sends (`createSearchQuery`), shortened to one type.
  const query = `*[_type in $__types]
    | score(boost(_type in ["note"] && title match text::query($__query), 10), ([@, _id] match text::query($__query) || references($__rawQuery)))
    [_score > 0] {_type, _id, _originalId, "orderings": [_score]} | order(orderings[0] desc)[0...$__limit]`
  const params = { __types: ['note'], __query: 'group*', __rawQuery: 'group', __limit: 10 }
  expect(lake.find(`${query}._id`, params)).toEqual(['c', 'b', 'a', 'e'])
})

test('finds what a file of an earlier version holds', async () => {
  const folder = await mkdtempDisposable(join(tmpdir(), 'texts-'))
  const database = new DatabaseSync(join(folder.path, 'content-lake.sqlite'))
  const doc = storedDoc({
    _id: 'drafts.a',
    _type: 'note',
    title: 'Group',
    list: ['of words'],
    _hidden: 'words',
  })
  database.exec(`${migrations.slice(0, 4).join('\n')} PRAGMA user_version = 4`)
  database.prepare('INSERT INTO documents (id, body) VALUES (?, ?)').run(doc._id, JSON.stringify(doc))
  database.close()
  await using lake = await openStore(folder)
  lake.store.load(stored => stored)
  expect(lake.find('*[[@, _id] match text::query("group words")]._id', {})).toEqual(['drafts.a'])
  expect(lake.find('*[[@, _id] match text::query("note")]._id', {})).toEqual([])
  write(lake.store, 'drafts.a', null)
  write(lake.store, 'b', { title: 'Group' })
  expect(lake.find('*[[@, _id] match text::query("group")]._id', {})).toEqual(['b'])
})

async function openStore(given?: Awaited<ReturnType<typeof mkdtempDisposable>>) {
  const folder = given ?? (await mkdtempDisposable(join(tmpdir(), 'texts-')))
  const store = new Store(folder.path, pino({ level: 'silent' }))
  const groq = new Groq(expression => store.searchTexts(expression))
  return {
    store,
    find(query: string, params: Record<string, unknown>): string[] {
      const found = groq.run(query, params, store.index.view('raw'), queryContext)
      return Array.isArray(found) ? found.map(String) : []
    },
    async [Symbol.asyncDispose]() {
      store.close()
      await folder.remove()
    },
  }
}

let transactions = 0

function write(store: Store, id: string, note: Note | null): void {
  transactions += 1
  store.transact({
    id: `t${transactions}`,
    author: 'ada',
    now: queryContext.now,
    stage: staging => {
      if (note) staging.put({ _id: id, _type: 'note', ...note }, 'mutate')
      else staging.remove(id, 'mutate')
      return []
    },
  })
}

/** By the words alone, which have no signs inside. */
function matches({ title, body = [] }: Note, search: string): boolean {
  const words = [title, ...body.map(({ text }) => text)].join(' ').toLowerCase().split(' ')
  return search.split(' ').every(term => {
    const [, minus, wanted = '', star] = /^(-?)([^*]*)(\*?)$/.exec(term.toLowerCase()) ?? []
    return (minus === '') === words.some(word => (star ? word.startsWith(wanted) : word === wanted))
  })
}
