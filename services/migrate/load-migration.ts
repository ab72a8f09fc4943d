import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Migration } from 'sanity/migrate'
import { z } from 'zod'
import { ContentError } from '../content/place.ts'

const migrationShape = z.custom<Migration>(value => {
  const { title, migrate } = Object(value)
  return typeof title === 'string' && ['object', 'function'].includes(typeof migrate)
})

/** Where Sanity's own command line looks for a migration, too. */
const places = (name: string) => [`${name}.ts`, join(name, 'index.ts')]

/**
 * The migration of a name in `folder`.
 * @throws ContentError when there is none.
 */
export async function loadMigration(folder: string, name: string): Promise<Migration> {
  const file = /^[\w-]+$/.test(name) ? places(name).find(place => existsSync(join(folder, place))) : undefined
  if (!file) throw new ContentError(`There is no migration “${name}” in ${folder}.`)
  const { default: migration }: { default?: unknown } = await import(pathToFileURL(join(folder, file)).href)
  const { data, success } = migrationShape.safeParse(migration)
  if (!success)
    throw new ContentError(`${file} is no migration: it exports what defineMigration returns as default.`)
  return data
}
