import { about, type Finding, isProse, type Rule } from '../finding.ts'
import type { Passage } from '../passages.ts'
import { splitSentences } from '../text/sentences.ts'

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const written = new RegExp(
  `\\b(?:(${months})\\.? (\\d{1,2})(?:st|nd|rd|th)?|(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${months}))\\b(?:,? (\\d{4}))?(?![\\d-])`,
  'gi',
)
const numeric = /(?<![\d/.])(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?(?![\d/])/g

/** What speaks of something that happens on a day; a day of remembrance or a date of birth does not. */
const event =
  /\b(?:start|starts|starting|begin|begins|beginning|next|join|group|groups|class|workshop|webinar|meets?|meeting|session|sessions|event|open|opens|reopen|closed|close|closes|until|register|sign up|deadline|takes place|held)\b/i

/** Dates of what is to come, typed into a page: they stay there when the day is over. An announcement ends by itself. */
export const dates: Rule = {
  name: 'dates',
  title: 'Date in the text',
  find: ({ passages }, { type }, { today }) =>
    type === 'announcement' ? [] : passages.filter(isReadAlong).flatMap(passage => datesIn(passage, today)),
}

function datesIn(passage: Passage, today: string): Finding[] {
  return splitSentences(passage.text)
    .filter(({ text }) => event.test(text))
    .flatMap(({ text }) =>
      [...text.matchAll(written), ...text.matchAll(numeric)]
        .filter(match => isDate(match) && !isPast(yearOf(match), today))
        .map(match =>
          about('dates', passage, {
            words: match[0],
            advice:
              'This date stays in the text when the day is over. Make an announcement of it: it appears and disappears by itself.',
            create: 'announcement',
          }),
        ),
    )
}

function isReadAlong(passage: Passage): boolean {
  return isProse(passage) || passage.kind === 'heading' || passage.kind === 'title'
}

/** “24/7” and “1/2” are no dates: a date in numbers has its year, or a day that a fraction has not. */
function isDate([found, ...parts]: RegExpExecArray): boolean {
  if (!found.includes('/')) return true
  const [month = 0, day = 0] = parts.map(Number)
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && (parts[2] !== undefined || day > 12)
}

function yearOf(match: RegExpExecArray): number | null {
  const year = match[0].includes('/') ? match[3] : match[5]
  if (!year) return null
  return year.length === 2 ? 2000 + Number(year) : Number(year)
}

function isPast(year: number | null, today: string): boolean {
  return year !== null && year < Number(today.slice(0, 4))
}
