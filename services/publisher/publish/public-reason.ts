import { ReleaseCheckError, UnusableContentError } from '../checks/problem.ts'
import { UnreadableContentError } from './unreadable-content.ts'

/**
 * Why publishing failed, for staff and for everybody, since `/healthz` is public: a sentence that names no address, no
 * path of this machine and nothing of what another server answered. The log has the rest.
 */
export function publicReason(error: unknown): string {
  if (error instanceof UnreadableContentError) return error.forStaff
  if (error instanceof ReleaseCheckError) return error.summary ?? error.message
  if (error instanceof UnusableContentError) return error.summary
  const code = error instanceof Error && 'code' in error ? error.code : null
  // The renderer's own words for staff: the settings or the home page are missing.
  if (error instanceof Error && code === 'content-incomplete') return error.message
  if (code === 'ERR_RENDERER') {
    return 'A new version of the site is installed, and cannot be started. Patients see the site as it was, and what you publish waits; nothing is lost. Ask the person who runs the site to look at its log.'
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return 'The disk of the machine that serves the site is full. Ask the person who runs the site to make room; it then publishes by itself.'
  }
  return 'Something went wrong on the machine that serves the site. It tries again by itself; ask the person who runs the site to look at its log.'
}
