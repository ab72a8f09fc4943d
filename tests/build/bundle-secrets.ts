import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Something in a file of a bundle that no browser may get. */
export interface Leak {
  file: string
  what: string
}

/** What looks like a secret, whoever's it is. */
const patterns: readonly { what: string; pattern: RegExp }[] = [
  // Sanity's tokens: “sk”, then well over a hundred letters and digits in both cases.
  {
    what: 'a Sanity token',
    pattern: /\bsk(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z0-9]*[a-z])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{60,}\b/,
  },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
]

/** Every secret in the files below a folder: the values of `secrets`, their names with a value, and what looks like one. */
export async function findLeaks(folder: string, secrets: Readonly<Record<string, string>>): Promise<Leak[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry =>
    entry.isFile(),
  )
  const leaks = await Promise.all(
    files.map(async entry => {
      const path = join(entry.parentPath, entry.name)
      // Byte by byte, so that no encoding hides one.
      const text = await readFile(path, 'latin1')
      return leaksIn(text, secrets).map(what => ({ file: relative(folder, path), what }))
    }),
  )
  return leaks.flat()
}

function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  const values = Object.entries(secrets)
    .filter(([, value]) => [value, Buffer.from(value).toString('base64')].some(form => text.includes(form)))
    .map(([name]) => `the value of ${name}`)
  const names = Object.keys(secrets)
    .filter(name => new RegExp(`\\b${name}["'\`]?\\s*[:=]\\s*["'\`][^"'\`]`).test(text))
    .map(name => `${name} with a value`)
  return [
    ...values,
    ...names,
    ...patterns.filter(({ pattern }) => pattern.test(text)).map(({ what }) => what),
  ]
}
