import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { at, createOrReplace, defineMigration, del, patch, set, unset } from 'sanity/migrate'
import { expect, test } from 'vitest'
import { loadMigration } from '#services/migrate/load-migration.ts'
import { runMigration } from '#services/migrate/run-migration.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import { startTestLake, temporaryFolder, writeToken } from '../contract/content-lake-fixture.ts'
import { isFullSize } from '../faults/size.ts'
import { copySeedLake, sampleInstant } from '../fixtures/seed-lake.ts'

const now = sampleInstant

/** Every article is for a year again, and has lost its old field. */
const yearly = defineMigration({
  title: 'Articles are reviewed every year',
  documentTypes: ['article'],
  filter: 'defined(every)',
  migrate: {
    document: ({ every }) => [at('reviewIntervalMonths', set(Number(every) * 12)), at('every', unset())],
  },
})

test('changes what it is for, drafts too, and nothing when it runs again', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const fetchRaw = (query: string) => client.fetch(query, {}, { perspective: 'raw' })
  for (const _id of ['a', 'drafts.a', 'b']) await client.create({ _id, _type: 'article', every: 2 })
  await client.create({ _id: 'c', _type: 'article', reviewIntervalMonths: 6 })
  await client.create({ _id: 'd', _type: 'page', every: 2 })

  expect((await runMigration(client, yearly)).toSorted()).toEqual(['a', 'b', 'drafts.a'])
  expect(await fetchRaw('*[_type == "article"] | order(_id){_id, every, reviewIntervalMonths}')).toEqual([
    { _id: 'a', every: null, reviewIntervalMonths: 24 },
    { _id: 'b', every: null, reviewIntervalMonths: 24 },
    { _id: 'c', every: null, reviewIntervalMonths: 6 },
    { _id: 'drafts.a', every: null, reviewIntervalMonths: 24 },
  ])
  expect((await client.getDocument('d'))?.every).toBe(2)
  expect(await runMigration(client, yearly)).toEqual([])
})

test('what staff write meanwhile stays, and they are told of it', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  await client.create({ _id: 'a', _type: 'article', every: 2 })
  await client.create({ _id: 'b', _type: 'article', every: 2 })
  const title = 'By the migration'
  for (const last of [
    patch('b', at('title', set(title))),
    createOrReplace({ _id: 'b', _type: 'article', title }),
    del('b'),
  ]) {
    const migration = defineMigration({
      ...yearly,
      async *migrate(documents) {
        for await (const { _id } of documents()) {
          if (_id === 'b') await client.patch('b').set({ title: 'By staff' }).commit()
        }
        yield [patch('a', at('title', set(title))), last]
      },
    })
    await expect(runMigration(client, migration)).rejects.toThrow(
      'Somebody changed b while the migration ran. What they wrote stays: nothing of this transaction was written. Run',
    )
    expect(await client.fetch('*[_type == "article"] | order(_id).title')).toEqual([null, 'By staff'])
  }
})

test('more documents than one transaction has', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const many = client.transaction()
  for (let number = 0; number < 620; number += 1)
    many.create({ _id: `a${number}`, _type: 'article', every: 1 })
  await many.commit()

  expect(await runMigration(client, yearly)).toHaveLength(620)
  expect(await client.fetch('count(*[reviewIntervalMonths == 12])')).toBe(620)
})

test('a migration that is not there, or is none, is refused', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'empty.ts'), 'export default {}')
  await expect(loadMigration(folder.path, 'none')).rejects.toThrow('There is no migration “none”')
  await expect(loadMigration(folder.path, '../secrets')).rejects.toThrow('There is no migration')
  await expect(loadMigration(folder.path, 'empty')).rejects.toThrow('is no migration')
})

/** Runs the command with migrations of its own, on a data folder. */
async function migrate(root: string, dataDir: string, ...args: string[]) {
  const child = spawn(
    process.execPath,
    ['services/migrate.ts', '--folder', join(root, 'migrations'), ...args],
    {
      env: {
        ...childEnvironment(),
        DATA_DIR: dataDir,
        SANITY_API_WRITE_TOKEN: writeToken,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, output, errors }
}

test.runIf(isFullSize())(
  'tries on a copy first: content changes with --write alone, and not if documents would be held back',
  async () => {
    await using folder = await temporaryFolder()
    const dataDir = join(folder.path, 'data')
    await mkdir(join(folder.path, 'migrations'), { recursive: true })
    const write = (name: string, types: string, document: string) =>
      writeFile(
        join(folder.path, 'migrations', `${name}.ts`),
        `import { at, defineMigration, delete_, set } from ${JSON.stringify(import.meta.resolve('sanity/migrate'))}
      export default defineMigration({ title: '${name}', documentTypes: [${types}], migrate: { document: ${document} } })`,
      )
    await write('rename', "'person'", "() => [at('role', set('Clinician'))]")
    await write(
      'damage',
      "'person', 'redirect'",
      "({ _id, _type }) => (_type === 'person' ? [at('role', set(' '))] : delete_(_id))",
    )
    await write('unset', "'siteSettings'", '({ _id }) => delete_(_id)')
    await copySeedLake(now, 'all', join(dataDir, 'content-lake'))
    const roles = async () => {
      await using lake = await startTestLake({ dataDir: join(dataDir, 'content-lake') })
      return new Set(await lake.client().fetch<string[]>('*[_type == "person"].role'))
    }
    const before = await roles()

    const tried = await migrate(folder.path, dataDir, 'rename')
    expect(tried).toMatchObject({ code: 0, errors: '' })
    expect(tried.output).toMatch(/“rename”, on a copy: \d+ documents changed/)
    expect(tried.output).toContain('holds back 0 documents without it, and 0 documents with it')
    expect(await roles()).toEqual(before)

    const damaged = await migrate(folder.path, dataDir, 'damage', '--write')
    expect(damaged.code).toBe(1)
    expect(damaged.output).toContain('Held back: person')
    expect(damaged.output).toMatch(/Gone: “\/.+” \(Old addresses\), with the id /)
    expect(damaged.errors).toContain('Nothing was changed')
    expect(await roles()).toEqual(before)

    const unset = await migrate(folder.path, dataDir, 'unset', '--write')
    expect(unset).toMatchObject({ code: 1, errors: expect.stringContaining('Nothing was changed') })
    expect(unset.output).toContain(
      'No site could be made. The site cannot be made: “Settings” is not published',
    )

    const done = await migrate(folder.path, dataDir, 'rename', '--write')
    expect(done.output).toMatch(/Done: \d+ documents of the Content Lake on this machine/)
    expect(await roles()).toEqual(new Set(['Clinician']))
  },
)
