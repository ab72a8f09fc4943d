import type { SanityClient } from '@sanity/client'
import type { Migration } from 'sanity/migrate'
import type { Fault } from '#domain/fault.ts'
import { ContentError, describeFault } from '#sanity/faults.ts'
import { loadRevisions, loadSnapshot } from '#sanity/load-snapshot.ts'
import { nameDocument } from '#sanity/name-document.ts'
import { copyContent } from '../content/copy.ts'
import type { Place } from '../content/place.ts'
import { runMigration } from './run-migration.ts'

export interface Trial {
  /** Ids of the documents that the migration changed. */
  changed: readonly string[]
  before: Reading
  after: Reading
}

/** What this code makes of the published content. */
interface Reading {
  /** Why it would hold documents back. */
  faults: readonly Fault[]
  /** The names of the documents that it finds, held back or not, by their ids. */
  names: ReadonlyMap<string, string>
  /** Why it can make no site at all; null if it can. */
  problem: string | null
}

/** Runs a migration on a copy of the content, in an empty Content Lake, and asks this code what it makes of the result. */
export async function tryMigration(
  migration: Migration,
  { source, copy, report }: { source: Place; copy: Place; report(line: string): void },
): Promise<Trial> {
  await copyContent({ source, target: copy, withDrafts: true, replaces: false, report })
  const before = await read(copy.client)
  const changed = await runMigration(copy.client, migration)
  return { changed, before, after: await read(copy.client) }
}

/** What patients would lose by a migration, or staff would have to mend after it: a line each. */
export function findLosses({ before, after }: Trial): string[] {
  if (after.problem !== null && before.problem === null) return [`No site could be made. ${after.problem}`]
  const known = new Set(before.faults.map(toKey))
  const gone = [...before.names].filter(([id]) => !after.names.has(id))
  return [
    ...after.faults.filter(fault => !known.has(toKey(fault))).map(describeFault),
    ...gone.map(([id, name]) => `Gone: ${name}, with the id ${id}.`),
  ]
}

function toKey({ documentId, field }: Fault): string {
  return `${documentId} ${field}`
}

async function read(client: SanityClient): Promise<Reading> {
  try {
    const { documents, faults } = await loadSnapshot(client)
    return { faults, names: new Map(documents.map(each => [each.id, nameDocument(each)])), problem: null }
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    const revisions = await loadRevisions(client)
    return {
      faults: error.faults,
      names: new Map(revisions.map(({ id }) => [id, `“${id}”`])),
      problem: error.message,
    }
  }
}
