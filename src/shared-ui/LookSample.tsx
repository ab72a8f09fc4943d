import type { Drawing } from '#domain/look/choices.ts'
import { drawings } from '#domain/look/drawings.ts'
import type { Words } from '#words/words.ts'
import { AnnouncementBar } from './AnnouncementBar.tsx'
import { ContactLink } from './ContactLink.tsx'

const number = { href: '#', text: '(330) 555-0100' }

/** Something of all that a look changes, for the form that it is chosen in. */
export function LookSample(props: {
  clinicName: string
  drawing: Drawing
  /** The address of the logo, and whether it is shown instead of the name. */
  logo: { url: string; saysName: boolean } | null
  words: Words
}) {
  const { clinicName, drawing, logo, words } = props

  return (
    <>
      <header className="look-header">
        <div className="wrap">
          <strong>
            {logo && (
              <span className="logo">
                <img src={logo.url} alt="" />
              </span>
            )}
            {!logo?.saysName && <span>{clinicName || 'Your clinic'}</span>}
          </strong>
          <span className="button quiet">{words.layout.menu}</span>
        </div>
      </header>
      <AnnouncementBar
        sentence="A new group starts on Saturday"
        href="#"
        urgent={false}
        words={words.announcements}
      />
      <div className="tinted">
        <div className="wrap look-words">
          <h2>When it does not lift, there is more to try</h2>
          <p>
            We listen first, and explain what could help. <a href="#sample">What we offer</a>
          </p>
          <div className="contact bare">
            <div className="buttons">
              <ContactLink by="call" label={words.contact.call} number={number} />
              <ContactLink by="text" label={words.contact.text} number={number} />
            </div>
          </div>
          <svg viewBox="0 0 520 360" aria-hidden="true">
            {drawings[drawing].map(({ d, tone }) => (
              <path key={d} d={d} style={{ fill: `var(--${tone})` }} />
            ))}
          </svg>
        </div>
      </div>
    </>
  )
}
