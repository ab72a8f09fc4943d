import { pino } from 'pino'
import { lastWordsLevel, parseLogLine } from './part.ts'

/** What `npm start` prints. */
export type Output = {
  /** A sentence for the person who started it. */
  report(line: string): void
  /** A line that a part printed, by the part's title. */
  pass(title: string, line: string): void
}

/** For a terminal: the time and a sentence; of the parts, warnings and the publisher's releases. */
export function createTerminalOutput(write: (line: string) => void, time: () => string): Output {
  const report = (line: string) => write(`${time()}  ${line}`)
  return {
    report,
    pass(title, line) {
      const entry = parseLogLine(line)
      // The last words of a part are reported with its end.
      const isNews =
        entry === null ||
        (entry.level >= (title === 'The publisher' ? 30 : 40) && entry.level < lastWordsLevel)
      if (isNews) report(entry?.message ?? line)
    },
  }
}

/** For anything else, such as a service's log: JSON lines, those of the parts whole, with every field and cause. */
export function createLogOutput(write: (line: string) => void): Output {
  const log = pino({ base: null }, { write: line => write(line.trimEnd()) })
  return {
    report: line => log.info({ part: 'start' }, line),
    pass(title, line) {
      if (parseLogLine(line) === null) log.warn({ part: title }, line)
      else write(line)
    },
  }
}
