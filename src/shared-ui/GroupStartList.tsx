import { inLanguage, type Language } from '#domain/languages.ts'
import type { Words } from '#words/words.ts'
import { Sentence } from './Sentence.tsx'

/** The start of a group as a page lists it. */
export interface GroupStart {
  title: string
  /** Of the title; null is that of the site. */
  language?: Language | null
  href: string
  /** YYYY-MM-DD */
  startDate: string
  /** HH:MM; null while it is not known. */
  startTime: string | null
  /** For `<time datetime>`. */
  datetime: string
  /** The path of its calendar file. */
  calendar: string
  isCancelled: boolean
  /** Where it meets, of a clinic with several places; null where nothing is said. */
  place: { name: string; href: string; address: { street: string; locality: string } } | null
  /** ISO instants between which the page's script shows it: inclusive, and exclusive. */
  from?: string | undefined
  until?: string | undefined
  /** For `data-sanity`, in the preview. */
  edit?: string | undefined
}

interface Props {
  starts: readonly GroupStart[]
  level?: 2 | 3 | 4
  /** The next start large: where it is what the page is about. */
  large?: boolean
  /** False where none of these is the next start: another one that is not shown comes before them. */
  beginsWithNext?: boolean
  words: Words['groupStarts']
}

/** Starts of groups, each with a leaf of a calendar; the first that is still ahead stands out. */
export function GroupStartList({ starts, level = 3, large = false, beginsWithNext = true, words }: Props) {
  return (
    <ol className={large ? 'group-starts plain large' : 'group-starts plain'}>
      {/* In the place of that one, since styles take the first that is ahead for the next. */}
      {!beginsWithNext && <li style={{ display: 'none' }} />}
      {starts.map(start => (
        <Entry key={start.calendar} start={start} level={level} words={words} />
      ))}
    </ol>
  )
}

function Entry(props: { start: GroupStart; level: 2 | 3 | 4; words: Words['groupStarts'] }) {
  const { start, level, words } = props
  const { title, language = null, href, startDate, startTime, datetime } = start
  const { from, until, calendar, isCancelled, place, edit } = start
  const { month, day } = words.leaf(startDate)
  const Heading = `h${level}` as const
  return (
    <li
      className={isCancelled ? 'cancelled' : undefined}
      data-from={from}
      data-until={until}
      data-sanity={edit}
    >
      <p className="leaf" aria-hidden="true">
        <span className="month">{month}</span>
        <span className="day">{day}</span>
      </p>
      <div className="words">
        <Heading className="title" data-next={words.next}>
          <a href={href} {...inLanguage(language)}>
            {title}
          </a>
        </Heading>
        {isCancelled && (
          <p className="off">
            <strong>{words.isCancelled}</strong> {words.askForTheNext}
          </p>
        )}
        <p>
          <time dateTime={datetime}>{words.when(startDate, startTime)}</time>
        </p>
        {place && (
          <p>
            {words.where}
            <a href={place.href}>{place.name}</a>,{' '}
            <span className="address">
              {place.address.street}, {place.address.locality}
            </span>
          </p>
        )}
        <a className="calendar" href={calendar}>
          {isCancelled ? words.markCancelled : words.addToCalendar}
          <span className="visually-hidden">
            <Sentence parts={words.ofStart(title, startDate)} language={language} />
          </span>
        </a>
      </div>
    </li>
  )
}
