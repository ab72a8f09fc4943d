import type { SanityClient } from '@sanity/client'
import type { Migration } from 'sanity/migrate'
import type { Fault } from '#domain/fault.ts'
import { ContentError } from '#sanity/faults.ts'
import { loadSnapshot } from '#sanity/load-snapshot.ts'
import { copyContent } from '../content/copy.ts'
import type { Place } from '../content/place.ts'
import { runMigration } from './run-migration.ts'

export interface Trial {
  /** Ids of the documents that the migration changed. */
  changed: readonly string[]
  /** Why this code would hold published documents back, before the migration and after it. */
  before: readonly Fault[]
  after: readonly Fault[]
}

/** Runs a migration on a copy of the content, in an empty Content Lake, and asks this code what it makes of the result. */
export async function tryMigration(
  migration: Migration,
  { source, copy, report }: { source: Place; copy: Place; report(line: string): void },
): Promise<Trial> {
  await copyContent({ source, target: copy, withDrafts: true, replaces: false, report })
  const before = await findFaults(copy.client)
  const changed = await runMigration(copy.client, migration)
  return { changed, before, after: await findFaults(copy.client) }
}

/** The faults that a trial found after the migration alone. */
export function findNewFaults({ before, after }: Trial): Fault[] {
  const known = new Set(before.map(toKey))
  return after.filter(fault => !known.has(toKey(fault)))
}

function toKey({ documentId, field }: Fault): string {
  return `${documentId} ${field}`
}

async function findFaults(client: SanityClient): Promise<readonly Fault[]> {
  try {
    return (await loadSnapshot(client)).faults
  } catch (error) {
    if (error instanceof ContentError) return error.faults
    throw error
  }
}
