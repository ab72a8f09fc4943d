import type { StartInWords } from '#domain/announcements.ts'
import { formatDate } from '#domain/clinic-time.ts'
import { inLanguage, type Language } from '#domain/languages.ts'

/** The start of a group as a page lists it. */
export interface GroupStart extends StartInWords {
  title: string
  /** Of the title; null is that of the site. */
  language?: Language | null
  href: string
  /** The path of its calendar file. */
  calendar: string
  isCancelled: boolean
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
}

/** Starts of groups, each with a leaf of a calendar; the first that is still ahead stands out. */
export function GroupStartList({ starts, level = 3, large = false }: Props) {
  return (
    <ol className={large ? 'group-starts plain large' : 'group-starts plain'}>
      {starts.map(start => (
        <Entry key={start.calendar} start={start} level={level} />
      ))}
    </ol>
  )
}

function Entry({ start, level }: { start: GroupStart; level: 2 | 3 | 4 }) {
  const {
    title,
    language = null,
    href,
    date,
    time,
    datetime,
    from,
    until,
    calendar,
    isCancelled,
    edit,
  } = start
  const { month, day } = toLeaf(datetime)
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
        <Heading className="title">
          <a href={href} {...inLanguage(language)}>
            {title}
          </a>
        </Heading>
        {isCancelled && (
          <p className="off">
            <strong>This start is cancelled.</strong> Call or text us to ask about the next one.
          </p>
        )}
        <p>
          <time dateTime={datetime}>{time ? `${date} at ${time}` : date}</time>
        </p>
        <a className="calendar" href={calendar}>
          {isCancelled ? 'Mark it cancelled in your calendar' : 'Add to your calendar'}
          <span className="visually-hidden">{`: ${title}, ${date}`}</span>
        </a>
      </div>
    </li>
  )
}

/** “Feb” and “6” of “2027-02-06T18:00:00-05:00”. */
function toLeaf(datetime: string): { month: string; day: string } {
  const [month = '', day = ''] = formatDate(datetime.slice(0, 10)).split(/[ ,]/)
  return { month: month.slice(0, 3), day }
}
