import type { BuildInput } from './build-release.ts'
import { type FileRecord, manifestPath } from './release-record.ts'

type Input = Pick<BuildInput, 'renderer' | 'snapshot' | 'now' | 'previous' | 'siteUrl'>

/** Paths of the files of a release that have to be made, those of files before it that it lacks, and the number of all others. */
export function findStale(input: Input): { stale: Set<string>; gone: string[]; reused: number } {
  // First, so that the renderer makes the new state of the site out of the one before.
  const isStale = createStaleTest(input)
  const known = input.previous?.release.record.files ?? new Map<string, FileRecord>()
  const paths = new Set(input.renderer.paths(input.snapshot, input.now))
  // The manifest, on which the publisher depends, is always made, and first: it takes longest to compress.
  const stale = new Set([manifestPath])
  let found = 0
  for (const path of paths) {
    const before = known.get(path)
    if (before) found += 1
    if (path !== manifestPath && (!before || isStale(path, before))) stale.add(path)
  }
  const gone = found === known.size ? [] : [...known.keys()].filter(path => !paths.has(path))
  return { stale, gone, reused: paths.size - stale.size }
}

/** Whether a file of the previous release must be made again. */
function createStaleTest({
  renderer,
  snapshot,
  now,
  previous,
  siteUrl,
}: Input): (path: string, file: FileRecord) => boolean {
  if (previous === null) return () => true
  const { record } = previous.release
  const isSameSite = record.siteUrl === siteUrl
  // Absolute addresses depend on the site's origin, so a file that contains some must be read again.
  const isFixedByName = (path: string, file: FileRecord) =>
    renderer.isImmutable(path) && (isSameSite || file.refersTo.length === 0)
  const isSameMaker = record.codeVersion === renderer.codeVersion && isSameSite
  if (!isSameMaker || previous.snapshot === null) return (path, file) => !isFixedByName(path, file)
  const before = { snapshot: previous.snapshot, now: Temporal.Instant.from(record.publishedAt) }
  const hasChanged = renderer.changesBetween(before, { snapshot, now })
  return (path, file) => !isFixedByName(path, file) && file.dependencies.some(hasChanged)
}
