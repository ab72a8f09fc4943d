import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { closeToOthers } from '#services/shared/close-to-others.ts'

/** One entry for each version of the file. Released entries are never edited, only followed by new ones. */
export const migrations = [
  `CREATE TABLE documents (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
   CREATE TABLE transactions (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, author TEXT NOT NULL,
     results TEXT NOT NULL
   ) STRICT;
   CREATE TABLE changes (
     seq INTEGER NOT NULL REFERENCES transactions (seq), document_id TEXT NOT NULL, transition TEXT NOT NULL,
     cause TEXT NOT NULL, previous_rev TEXT, apply TEXT NOT NULL, revert TEXT NOT NULL, mutations TEXT NOT NULL,
     PRIMARY KEY (document_id, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX changes_by_transaction ON changes (seq);
   CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
   CREATE TABLE sign_ins (hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
   CREATE TABLE sessions (hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
   CREATE TABLE key_values (
     user_id TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (user_id, key)
   ) STRICT;
   CREATE TABLE hooks (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
   CREATE TABLE deliveries (
     id INTEGER PRIMARY KEY AUTOINCREMENT, hook_id TEXT NOT NULL, key TEXT NOT NULL, change TEXT NOT NULL,
     body TEXT, made_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL,
     state TEXT NOT NULL DEFAULT 'waiting', outcome TEXT
   ) STRICT;
   CREATE INDEX deliveries_by_state ON deliveries (state, hook_id, id);`,
  `ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'administrator';`,
  `ALTER TABLE users ADD COLUMN ended_at INTEGER;
   ALTER TABLE sign_ins ADD COLUMN used_at INTEGER;
   ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';`,
  `ALTER TABLE sessions ADD COLUMN asset_hash TEXT;
   CREATE INDEX sessions_by_asset_hash ON sessions (asset_hash);`,
  // Row numbers of their own, which the index of texts refers to.
  `CREATE TABLE numbered_documents (
     number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL
   ) STRICT;
   INSERT INTO numbered_documents (id, body) SELECT id, body FROM documents ORDER BY id;
   DROP TABLE documents;
   ALTER TABLE numbered_documents RENAME TO documents;
   CREATE VIRTUAL TABLE texts USING fts5 (
     text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
   );
   CREATE VIEW document_texts AS SELECT number, (
     SELECT replace(documents.id, 'drafts.', '') || coalesce(group_concat(' ' || atom, ''), '') FROM json_tree(body)
     WHERE type = 'text' AND substr(key, 1, 1) IS NOT '_'
   ) AS text FROM documents;
   INSERT INTO texts (rowid, text) SELECT number, text FROM document_texts;
   CREATE TRIGGER text_added AFTER INSERT ON documents BEGIN
     INSERT INTO texts (rowid, text) SELECT number, text FROM document_texts WHERE number = new.number;
   END;
   CREATE TRIGGER text_changed AFTER UPDATE ON documents BEGIN
     UPDATE texts SET text = (SELECT text FROM document_texts WHERE number = new.number) WHERE rowid = new.number;
   END;
   CREATE TRIGGER text_removed AFTER DELETE ON documents BEGIN
     DELETE FROM texts WHERE rowid = old.number;
   END;`,
  `CREATE TABLE cors_origins (id TEXT PRIMARY KEY, origin TEXT NOT NULL UNIQUE) STRICT;`,
]

export type Row = Record<string, SQLOutputValue>

/**
 * Opens or creates `content-lake.sqlite` in a folder, exclusively. Every commit is synced to disk before it returns.
 * Throws an error that says what to do if the file is damaged, newer than this code, or in use by another process; never
 * repairs, moves or overwrites it.
 */
export function openDatabase(folder: string): DatabaseSync {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  closeToOthers(folder)
  const file = join(folder, 'content-lake.sqlite')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 1000 })
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;',
    )
    checkIntegrity(database)
    migrate(database, file)
    return database
  } catch (error) {
    database?.close()
    throw explained(error, file)
  }
}

/** Runs `work` in a transaction: all of it is written, or nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/**
 * Runs `work` in a transaction that does not wait for the disk, so that a power cut may undo it as a whole. It is synced
 * at the latest with the next `inTransaction`.
 */
export function inLooseTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('PRAGMA synchronous = NORMAL')
  try {
    return inTransaction(database, work)
  } finally {
    database.exec('PRAGMA synchronous = FULL')
  }
}

/** Reads a text column. Throws if it is missing or has another type, which is a mistake in the query. */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`Column “${column}” is not text.`)
  return value
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column)
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`Column “${column}” is not a number.`)
  return value
}

/**
 * Checks all pages except those of the history, which only grows and would make every start slower; they are checked when
 * they are read. Of the index of texts the pages are checked, but not what they say.
 */
function checkIntegrity(database: DatabaseSync): void {
  const findings = database
    .prepare(
      `SELECT quick_check FROM sqlite_schema, pragma_quick_check(sqlite_schema.name)
       WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT IN ('changes', 'texts')`,
    )
    .all()
  const faults = findings.map(row => text(row, 'quick_check')).filter(finding => finding !== 'ok')
  if (faults.length > 0) throw new Error(`damaged: ${faults.join('; ')}`)
}

function migrate(database: DatabaseSync, file: string): void {
  const found = database.prepare('PRAGMA user_version').get()
  const version = found ? integer(found, 'user_version') : 0
  if (version > migrations.length) {
    throw new Error(
      `${file} was written by a newer version of this program (file version ${version}, this program knows ${migrations.length}). ` +
        'Use that version, or point DATA_DIR at another folder.',
    )
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    inTransaction(database, () => database.exec(`${sql} PRAGMA user_version = ${index + 1};`))
  }
}

function explained(error: unknown, file: string): Error {
  const reason = error instanceof Error ? error.message : String(error)
  if (/locked|busy/i.test(reason)) {
    return new Error(
      `${file} is in use: another Content Lake is running on this folder. Stop it, or set DATA_DIR to another folder.`,
      { cause: error },
    )
  }
  if (/not a database|malformed|damaged|disk image|corrupt/i.test(reason)) {
    return new Error(
      `${file} is damaged (${reason}), so the Content Lake does not start and has not touched it. ` +
        'Move the data folder away and put back a backup (“npm run restore -- FILE”); or, to keep what can be read, run “sqlite3 content-lake.sqlite .recover” ' +
        'into a new file; or move the folder away to begin with the sample content.',
      { cause: error },
    )
  }
  if (/unable to open|readonly|permission|EACCES/i.test(reason)) {
    return new Error(
      `${file} cannot be opened (${reason}). Check that DATA_DIR is a folder this user may write to.`,
      { cause: error },
    )
  }
  return error instanceof Error ? error : new Error(reason)
}
