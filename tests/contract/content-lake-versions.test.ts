import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { startTestLake, temporaryFolder } from './content-lake-fixture.ts'

/* A data folder that this version has written to, opened by the version before: the way back from an upgrade. */

/** The newest version of the file that released code knows. A new one ends the way back: say so in docs/operating.md. */
const releasedVersion = 6

test('the version before opens the file, and finds what it reads', async () => {
  await using folder = await temporaryFolder()
  {
    await using lake = await startTestLake({ dataDir: folder.path })
    await lake.client().create({ _id: 'a', _type: 'article', title: 'Sleep' })
  }
  using database = new DatabaseSync(join(folder.path, 'content-lake.sqlite'))
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: releasedVersion })
  const changes = database.prepare('SELECT document_id, apply, revert, mutations FROM changes').all()
  expect(changes).toMatchObject([{ document_id: 'a', apply: '[]' }])
})
