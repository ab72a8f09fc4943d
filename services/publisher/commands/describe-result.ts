import { isUpgradeRefused } from '../publish/check-upgrade.ts'
import type { PublishResult } from '../publish/publish-result.ts'
import { countPages } from '../releases/release-record.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import type { Answer, Result } from './command.ts'

/** What a command came to, besides its result. */
type Facts = { tookMs: number; live: StoredRelease | null }

export function describeProgress({ done, total }: Extract<Answer, { kind: 'progress' }>): string {
  return `${done} of ${total} files are made (${Math.floor((100 * done) / Math.max(1, total))} %)`
}

/** `endedHold`: publishing was paused by a rollback until then. `isRunning`: in a publisher, which tries again. */
export function describePublish(
  { result, reason, problems, facts: { rendered } }: PublishResult,
  { tookMs, live, endedHold, isRunning }: Facts & { endedHold: boolean; isRunning: boolean },
): Result {
  if (live === null || (result !== 'live' && result !== 'unchanged')) {
    const isUpgrade = isUpgradeRefused(problems)
    const isRetried = isRunning && (result === 'unreadable' || result === 'failed')
    return toResult(
      false,
      `Not live: ${isUpgrade ? 'a new version of the site waits.' : causes[result]}`,
      reason,
      live ? `Patients still see release ${live.name}.` : 'Patients see a page that asks for patience.',
      endedHold && 'The rollback no longer holds the site.',
      result === 'refused' &&
        !isUpgrade &&
        'Put it right in the Studio and publish there: that goes live by itself, or with “npm run release”.',
      isRetried && 'It is tried again by itself.',
      !isRunning &&
        result === 'unreadable' &&
        'No publisher runs here that would try again. With the Content Lake on this machine, “npm start” starts both.',
    )
  }
  const made = rendered === undefined ? '' : `, ${count(rendered, 'file')} rendered again`
  const heldBack = live.record.faults.slice(0, 10).map(fault => `\n  - ${fault.title}: ${fault.reason}`)
  return toResult(
    true,
    result === 'live'
      ? `Release ${live.name} is live: ${sayPages(live)}${made}, after ${seconds(tookMs)}.`
      : `Nothing has changed: release ${live.name} is live and up to date (${sayPages(live)}, checked in ${seconds(tookMs)}).`,
    endedHold && 'The rollback no longer holds the site: changes go live by themselves again.',
    heldBack.length > 0 && `Held back, until staff put it right:${heldBack.join('')}`,
  )
}

export function describeRollback(release: StoredRelease, from: string | null, tookMs: number): Result {
  return toResult(
    true,
    `The site is back at release ${release.name} (${sayPages(release)})${from ? `, from ${from}` : ''}, after ${seconds(tookMs)}.`,
    'From now on nothing goes live by itself: what staff publish is noted and waits. “npm run release” ends that, and publishes what there is then.',
  )
}

/** Why not, for each result. */
const causes = {
  refused: 'the checks stopped the release.',
  unreadable: 'the content could not be read.',
  failed: 'something went wrong.',
  stopped: 'it was stopped before it was done.',
  live: '',
  unchanged: '',
}

function sayPages({ record }: StoredRelease): string {
  return count(countPages(record), 'page')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function seconds(milliseconds: number): string {
  return milliseconds < 10_000
    ? `${(milliseconds / 1000).toFixed(2)} s`
    : `${Math.round(milliseconds / 1000)} s`
}

function toResult(isGood: boolean, ...lines: (string | false | null)[]): Result {
  return { kind: 'result', isGood, text: lines.filter(Boolean).join('\n') }
}
