import type { Problem } from '../checks/problem.ts'
import { ownFolders, ownPaths } from '../own-paths.ts'
import { isPage, type ReleaseRecord } from '../releases/release-record.ts'

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
  maxRemovedShare: number,
): Problem[] {
  const gone = previous && Object.keys(previous.files).filter(path => next.files[path] === undefined)
  return [
    ...requiredPaths.filter(path => !next.files[path]).map(missing),
    ...ownFolders
      .map(folder => `/${folder}/`)
      .filter(path => next.files[path])
      .map(shadowed),
    ...findDeadReferences(next, previous, gone ?? []),
    ...(previous && gone ? findCollapse(next, previous, gone, maxRemovedShare) : []),
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
 * References without a target. The previous release had none; as long as no path has been removed since, unchanged files
 * need no check.
 */
function findDeadReferences(
  next: Pick<ReleaseRecord, 'files' | 'redirects'>,
  previous: Pick<ReleaseRecord, 'files' | 'redirects'> | null,
  gone: readonly string[],
): Problem[] {
  const redirected = findForwarding(next)
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
  const nothingGone =
    gone.length === 0 && previous?.redirects.every(({ from, to }) => to === null || redirected.has(from))
  for (const [path, file] of Object.entries(next.files)) {
    if (nothingGone && previous?.files[path] === file) continue
    for (const target of file.refersTo) {
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
      next.files[target] !== undefined ||
      next.files[decoded(target)] !== undefined ||
      next.files[`${target}/`] !== undefined ||
      redirected.has(target) ||
      target === ownPaths.health
    )
  }
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
  const before = Object.values(previous.files).filter(isPage)
  const gone = goneFiles.filter(path => {
    const file = previous.files[path]
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
