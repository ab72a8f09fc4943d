import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#content-lake/store/database.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import { readToken, temporaryFolder, writeToken } from './content-lake-fixture.ts'

test('what the lake keeps is for its user alone, also where an earlier version left it open', async () => {
  await using folder = await temporaryFolder()
  const lakeFolder = join(folder.path, 'content-lake')
  openDatabase(lakeFolder).close()
  await chmod(lakeFolder, 0o755)
  await chmod(join(lakeFolder, 'content-lake.sqlite'), 0o644)

  const child = fork('services/content-lake/main.ts', {
    env: {
      ...childEnvironment(),
      DATA_DIR: folder.path,
      STUDIO_PORT: '0',
      SANITY_API_WRITE_TOKEN: writeToken,
      SANITY_API_READ_TOKEN: readToken,
    },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  try {
    await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('It ended.')))])
    const names = await readdir(lakeFolder, { recursive: true })
    const modes = await Promise.all(
      ['.', ...names].map(async name => [name, (await stat(join(lakeFolder, name))).mode & 0o077]),
    )
    expect(names).toContain('content-lake.sqlite-wal')
    expect(modes.filter(([, others]) => others !== 0)).toEqual([])
  } finally {
    child.kill('SIGTERM')
    await ended
  }
})
