import type { Words } from '#words/words.ts'
import { Icon } from './Icon.tsx'

export interface AnnouncementBarProps {
  sentence: string
  /** Where “Learn more” leads. */
  href: string
  urgent: boolean
  /** ISO instants between which the page's script shows the bar: inclusive, and exclusive. */
  from?: string | undefined
  until?: string | undefined
  /** Shows the button that takes the bar away: on a page, its script does so. */
  dismissible?: boolean
  words: Words['announcements']
  /** For `data-sanity`, in the preview. */
  edit?: string | undefined
}

/** The announcement at the top of every page. Its button is hidden until a script can carry it out. */
export function AnnouncementBar({
  sentence,
  href,
  urgent,
  from,
  until,
  dismissible = false,
  words,
  edit,
}: AnnouncementBarProps) {
  return (
    <section
      id="announcement"
      className={`announcement screen-only${urgent ? ' urgent' : ''}`}
      aria-label={words.bar}
      data-from={from}
      data-until={until}
      data-sanity={edit}
    >
      <div className="wrap">
        <p>
          <strong>{/[.!?]$/.test(sentence) ? sentence : `${sentence}.`}</strong>
          <a href={href}>
            {words.learnMore}
            <span className="visually-hidden">{`: ${sentence}`}</span>
          </a>
        </p>
        <button type="button" aria-label={words.dismiss} hidden={!dismissible}>
          <Icon name="close" />
        </button>
      </div>
    </section>
  )
}
