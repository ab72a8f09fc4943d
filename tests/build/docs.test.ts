import { existsSync, readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { expect, test } from 'vitest'

// Decision notes are left out: they say what was decided at their date.
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...(await Array.fromAsync(glob('docs/*.md')))]

test.each(pages)('every path that %s names exists', page => {
  const text = readFileSync(page, 'utf8')
  const paths = [...text.matchAll(/`((?:src|studio|services|tests|docs)\/[\w./-]*)`/g)].map(
    ([, path = '']) => path,
  )
  // A test beside its file is named without its ending.
  const endings = ['', '.test.ts', '.slow.test.ts', '.alone.test.ts']
  expect(paths.filter(path => !endings.some(ending => existsSync(path + ending)))).toEqual([])
})
