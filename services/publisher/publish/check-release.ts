import type { Problem } from '../checks/problem.ts'
import { ownFolders, ownPaths } from '../own-paths.ts'
import { type FileRecord, isPage, type ReleaseRecord } from '../releases/release-record.ts'
import type { Differences } from '../releases/shards.ts'

/** Up to this many pages may always be removed: a clinic may well close a handful at once. */
const removableAnyway = 5

const requiredPaths = ['/', '/404.html', '/release.json']

/**
 * Checks a finished release as a whole: nothing is missing, every link has a target, and the site has not collapsed.
 * Single files were checked when they were made.
 */
export function checkRelease(
  next: Pick<ReleaseRecord, 'files' | 'redirects'>,
  previous: Pick<ReleaseRecord, 'files' | 'redirects'> | null,
  differences: Differences,
  maxRemovedShare: number,
): Problem[] {
  return [
    ...requiredPaths.filter(path => !next.files.has(path)).map(missing),
    ...ownFolders
      .map(folder => `/${folder}/`)
      .filter(path => next.files.has(path))
      .map(shadowed),
    ...findDeadReferences(next, previous, differences),
    ...(previous ? findCollapse(next, previous, differences.gone, maxRemovedShare) : []),
  ]
}

function missing(path: string): Problem {
  return { path, rule: 'shape', message: 'every release needs it, and this one lacks it.' }
}

function shadowed(path: string): Problem {
  return {
    path,
    rule: 'shape',
    message: 'the server itself uses this address, so nobody could see the page. Choose another address.',
  }
}

/**
 * References without a target. The previous release had none: unchanged files need a look only if something is gone that a
 * file refers to.
 */
function findDeadReferences(
  next: Pick<ReleaseRecord, 'files' | 'redirects'>,
  previous: Pick<ReleaseRecord, 'files' | 'redirects'> | null,
  { changed, gone }: Differences,
): Problem[] {
  const redirected = findForwarding(next)
  const counts = countReferences(next.files, previous?.files ?? null, [...changed, ...gone])
  const lost = [...gone, ...(previous ? findForwarding(previous).difference(redirected) : [])]
  const isMissed = lost.some(path => counts.has(toKey(path)) || counts.has(path.replace(/\/$/, '')))
  const problems: Problem[] = []
  for (const { from, to } of next.redirects) {
    if (to?.startsWith('/') && !resolves(toPath(to))) {
      problems.push({
        path: from,
        rule: 'links',
        message: `its visitors are sent to ${to}, which is not there.`,
      })
    }
  }
  for (const path of previous && !isMissed ? changed : next.files.keys()) {
    for (const target of next.files.get(path)?.refersTo ?? []) {
      if (resolves(target)) continue
      problems.push({
        path,
        rule: 'links',
        message: `it refers to ${target}, which is not there. Publish that page, or correct the link.`,
      })
    }
  }
  return problems

  function resolves(target: string): boolean {
    return (
      next.files.has(target) ||
      next.files.has(decoded(target)) ||
      next.files.has(`${target}/`) ||
      redirected.has(target) ||
      target === ownPaths.health
    )
  }
}

const knownCounts = new WeakMap<ReleaseRecord['files'], ReadonlyMap<string, number>>()

/** How many references there are to each target, by `toKey`: those of the files before, but for the files at `paths`. */
function countReferences(
  files: ReleaseRecord['files'],
  before: ReleaseRecord['files'] | null,
  paths: readonly string[],
): ReadonlyMap<string, number> {
  const known = before && knownCounts.get(before)
  const counts = new Map(known)
  const add = (file: FileRecord | undefined, step: 1 | -1) => {
    for (const target of file?.refersTo ?? []) {
      const count = (counts.get(toKey(target)) ?? 0) + step
      if (count === 0) counts.delete(toKey(target))
      else counts.set(toKey(target), count)
    }
  }
  for (const path of known ? paths : files.keys()) {
    if (known) add(before?.get(path), -1)
    add(files.get(path), 1)
  }
  knownCounts.set(files, counts)
  return counts
}

/** One for all the ways in which a path can be referred to. */
function toKey(target: string): string {
  return (target.includes('%') ? decoded(target) : target).replace(/\/$/, '')
}

/** The old addresses that redirect to a page. */
function findForwarding({ redirects }: Pick<ReleaseRecord, 'redirects'>): ReadonlySet<string> {
  return new Set(redirects.filter(({ to }) => to !== null).map(({ from }) => from))
}

function findCollapse(
  next: Pick<ReleaseRecord, 'files' | 'redirects'>,
  previous: Pick<ReleaseRecord, 'files'>,
  goneFiles: readonly string[],
  maxRemovedShare: number,
): Problem[] {
  if (goneFiles.length <= removableAnyway) return []
  const answered = new Set(next.redirects.map(({ from }) => from))
  const before = [...previous.files.values()].filter(isPage)
  const gone = goneFiles.filter(path => {
    const file = previous.files.get(path)
    return file && isPage(file) && !answered.has(path)
  })
  if (gone.length <= removableAnyway || gone.length <= before.length * maxRemovedShare) return []
  const examples = gone.slice(0, 3).join(', ')
  return [
    {
      path: null,
      rule: 'removal',
      message:
        `${gone.length} of ${before.length} pages would vanish at once (${examples}, …). That may be a mistake, so patients ` +
        'see the site as it was. Publish the pages again. If they are to go, the site’s operator can allow it: ' +
        'run “npm run release -- --accept-removal”.',
    },
  ]
}

function toPath(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? target
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
