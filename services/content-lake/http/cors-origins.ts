import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { LakeError } from '../errors.ts'
import { text } from '../store/database.ts'

/** An origin as Sanity's API lists it. */
export interface CorsOrigin {
  id: string
  origin: string
  allowCredentials: boolean
}

/** Origins whose pages may use the API: those of the settings, and those that an administrator added. */
export class CorsOrigins {
  readonly #database: DatabaseSync
  readonly #configured: readonly string[]
  /** All of them: every request of a page is checked. */
  #known: ReadonlySet<string>

  constructor(database: DatabaseSync, configured: readonly string[]) {
    this.#database = database
    this.#configured = configured
    this.#known = this.#load()
  }

  has(origin: string): boolean {
    return this.#known.has(origin)
  }

  list(): CorsOrigin[] {
    return [
      ...this.#configured.map(origin => ({ id: `setting:${origin}`, origin, allowCredentials: true })),
      ...this.#added(),
    ]
  }

  /** Throws 400 if it is no origin, 409 if it is there already. */
  add(origin: string): CorsOrigin {
    if (URL.parse(origin)?.origin !== origin) {
      throw new LakeError(400, 'invalidOrigin', `“${origin}” is no origin, as https://clinic.example is.`)
    }
    if (this.has(origin)) throw new LakeError(409, 'originExists', `Pages of ${origin} may use it already.`)
    const id = randomUUID()
    this.#database.prepare('INSERT INTO cors_origins (id, origin) VALUES (?, ?)').run(id, origin)
    this.#known = this.#load()
    return { id, origin, allowCredentials: true }
  }

  /** Throws 404 if none that was added has this id. */
  remove(id: string): void {
    const { changes } = this.#database.prepare('DELETE FROM cors_origins WHERE id = ?').run(id)
    if (changes === 0) throw new LakeError(404, 'notFound', `There is no added origin “${id}”.`)
    this.#known = this.#load()
  }

  #added(): CorsOrigin[] {
    return this.#database
      .prepare('SELECT id, origin FROM cors_origins ORDER BY rowid')
      .all()
      .map(row => ({ id: text(row, 'id'), origin: text(row, 'origin'), allowCredentials: true }))
  }

  #load(): ReadonlySet<string> {
    return new Set([...this.#configured, ...this.#added().map(({ origin }) => origin)])
  }
}
