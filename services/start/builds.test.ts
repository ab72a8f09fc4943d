import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildIfStale } from './builds.ts'

const builder = `
  import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
  appendFileSync('built.log', process.argv[2] + '\\n')
  if (process.env.BREAK) { console.error('Unexpected token on line 7'); process.exit(1) }
  mkdirSync('.build/renderer', { recursive: true })
  mkdirSync('.build/studio', { recursive: true })
  writeFileSync('.build/renderer/entry.mjs', '')
  writeFileSync('.build/studio/index.html', '')
`

/** A repository whose builds only take note that they ran. */
async function smallRepository() {
  const root = await mkdtemp(join(tmpdir(), 'builds-'))
  await mkdir(join(root, 'services'))
  await mkdir(join(root, 'src'))
  await writeFile(join(root, 'services/build.ts'), builder)
  await writeFile(join(root, 'src/page.astro'), 'Hello')
  const said: string[] = []
  const { PATH } = process.env
  return {
    root,
    said,
    build: (name: 'studio' | 'renderer', env: NodeJS.ProcessEnv = {}) =>
      buildIfStale(name, {
        root,
        env: { PATH, ...env },
        signal: new AbortController().signal,
        report: line => said.push(line),
      }),
    builds: async () =>
      (await readFile(join(root, 'built.log'), 'utf8').catch(() => '')).split('\n').filter(Boolean),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}

test('builds once, and again when the code has changed, but not for a test or for types', async () => {
  await using repository = await smallRepository()
  await repository.build('renderer')
  await repository.build('renderer')
  await writeFile(join(repository.root, 'src/page.test.ts'), 'test()')
  await writeFile(join(repository.root, 'src/page.types.ts'), 'export type Page = string')
  await repository.build('renderer')
  expect(await repository.builds()).toEqual(['renderer'])

  await writeFile(join(repository.root, 'src/page.astro'), 'Hello again')
  await repository.build('renderer')
  expect(await repository.builds()).toEqual(['renderer', 'renderer'])
  expect(repository.said[0]).toContain('Building the site')
})

test('builds the Studio again for another project, whatever else is set', async () => {
  await using repository = await smallRepository()
  await repository.build('studio', { SANITY_STUDIO_PROJECT_ID: 'local', SITE_PORT: '1' })
  await repository.build('studio', { SANITY_STUDIO_PROJECT_ID: 'local', SITE_PORT: '2' })
  expect(await repository.builds()).toHaveLength(1)

  await repository.build('studio', { SANITY_STUDIO_PROJECT_ID: 'abc123' })
  expect(await repository.builds()).toHaveLength(2)
})

test('builds again when what was built is gone', async () => {
  await using repository = await smallRepository()
  await repository.build('renderer')
  await rm(join(repository.root, '.build/renderer'), { recursive: true })
  await repository.build('renderer')
  expect(await repository.builds()).toHaveLength(2)
})

test('shows why a build failed, and tries again the next time', async () => {
  await using repository = await smallRepository()
  await expect(repository.build('renderer', { BREAK: '1' })).rejects.toThrow(
    /the site cannot be built[\s\S]*Unexpected token on line 7/,
  )
  await repository.build('renderer')
  expect(await repository.builds()).toHaveLength(2)
})

test('two starts at once build once', async () => {
  await using repository = await smallRepository()
  await Promise.all([repository.build('renderer'), repository.build('renderer')])
  expect(await repository.builds()).toEqual(['renderer'])
})
