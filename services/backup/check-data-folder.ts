import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { findAssetPlace } from '#content-lake/assets/asset-names.ts'

export interface Checked {
  /** Published documents and drafts; pictures and files. */
  documents: number
  assets: number
}

/**
 * Checks that a data folder that nobody uses has what a start needs: secrets, a database that is whole, and the bytes of
 * every picture and file.
 * @throws Error that says what is missing.
 */
export function checkDataFolder(dataDir: string): Checked {
  if (!existsSync(join(dataDir, 'secrets.env'))) throw new Error('secrets.env is missing')
  using database = new DatabaseSync(join(dataDir, 'content-lake', 'content-lake.sqlite'))
  const faults = database
    .prepare('PRAGMA integrity_check')
    .all()
    .flatMap(row => (row.integrity_check === 'ok' ? [] : [String(row.integrity_check)]))
  if (faults.length > 0) throw new Error(`content-lake.sqlite is damaged: ${faults.join('; ')}`)
  const ids = database
    .prepare('SELECT id FROM documents')
    .all()
    .map(row => String(row.id))
  const assets = ids.flatMap(id => findAssetPlace(id) ?? [])
  const missing = assets.filter(
    ({ kind, name }) => !existsSync(join(dataDir, 'content-lake', 'assets', kind, name)),
  )
  if (missing.length > 0) {
    throw new Error(`the bytes of ${missing.length} pictures or files are missing, first ${missing[0]?.name}`)
  }
  return { documents: ids.filter(id => !/^_\./.test(id)).length - assets.length, assets: assets.length }
}
