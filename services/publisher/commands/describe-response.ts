import type { Published, Response, RolledBack } from './command.ts'

/** A command's result in words, and whether it succeeded. */
export function describeResponse(answer: Response, isRunning: boolean): { text: string; isGood: boolean } {
  if (answer.kind === 'impossible') return { text: answer.message, isGood: false }
  if (answer.kind === 'rolled back') return { text: describeRollback(answer), isGood: true }
  if (answer.kind === 'progress') return { text: describeProgress(answer), isGood: false }
  const isGood = answer.result === 'live' || answer.result === 'unchanged'
  return { text: isGood ? describeLive(answer) : describeFailure(answer, isRunning), isGood }
}

export function describeProgress({ done, total }: { done: number; total: number }): string {
  return `${done} of ${total} files are made (${Math.floor((100 * done) / Math.max(1, total))} %)`
}

function describeLive(answer: Published): string {
  const { release, pages, rendered, tookMs } = answer
  const made = rendered === null ? '' : `, ${count(rendered, 'file')} rendered again`
  return lines(
    answer.result === 'live'
      ? `Release ${release} is live: ${count(pages, 'page')}${made}, after ${seconds(tookMs)}.`
      : `Nothing has changed: release ${release} is live and up to date (${count(pages, 'page')}, checked in ${seconds(tookMs)}).`,
    answer.endedHold && 'The rollback no longer holds the site: changes go live by themselves again.',
    answer.held.length > 0 &&
      `Held back, until staff put it right:\n${answer.held.map(each => `  - ${each}`).join('\n')}`,
  )
}

function describeFailure(answer: Published, isRunning: boolean): string {
  const causes = {
    refused: 'the checks stopped the release.',
    unreadable: 'the content could not be read.',
    failed: 'something went wrong.',
    stopped: 'it was stopped before it was done.',
    live: '',
    unchanged: '',
  }
  const isRetried = isRunning && (answer.result === 'unreadable' || answer.result === 'failed')
  return lines(
    `Not live: ${causes[answer.result]}`,
    answer.reason,
    answer.release
      ? `Patients still see release ${answer.release}.`
      : 'Patients see a page that asks for patience.',
    answer.endedHold && 'The rollback no longer holds the site.',
    answer.result === 'refused' &&
      'Put it right in the Studio and publish there: that goes live by itself, or with “npm run release”.',
    isRetried && 'It is tried again by itself.',
    !isRunning &&
      answer.result === 'unreadable' &&
      'No publisher runs here that would try again. With the Content Lake on this machine, “npm start” starts both.',
  )
}

function describeRollback({ release, from, pages, tookMs }: RolledBack): string {
  return lines(
    `The site is back at release ${release} (${count(pages, 'page')})${from ? `, from ${from}` : ''}, after ${seconds(tookMs)}.`,
    'From now on nothing goes live by itself: what staff publish is noted and waits. “npm run release” ends that, and publishes what there is then.',
  )
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function seconds(milliseconds: number): string {
  return milliseconds < 10_000
    ? `${(milliseconds / 1000).toFixed(2)} s`
    : `${Math.round(milliseconds / 1000)} s`
}

function lines(...all: (string | false | null)[]): string {
  return all.filter(line => line !== false && line !== null && line !== '').join('\n')
}
