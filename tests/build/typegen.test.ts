import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { runBuild } from '#services/build.ts'

test('the generated types are those of the Studio’s schema and the site’s queries as they stand', async () => {
  const file = 'src/sanity/sanity.types.ts'
  const before = await readFile(file, 'utf8')
  await runBuild('typegen', process.cwd())
  const after = await readFile(file, 'utf8')
  expect(
    after,
    'The types were out of date; “npm run typegen” has brought them up to date: commit them.',
  ).toBe(before)
}, 120_000)
