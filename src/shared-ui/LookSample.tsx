import type { ReactNode } from 'react'
import type { Drawing } from '#domain/look/choices.ts'
import { drawings } from '#domain/look/drawings.ts'
import type { Words } from '#words/words.ts'
import { AnnouncementBar } from './AnnouncementBar.tsx'
import { ContactLink } from './ContactLink.tsx'

const number = { href: '#', text: '(330) 555-0100' }

/** The address of a logo, and whether it is shown instead of the name. */
type SampleLogo = { url: string; saysName: boolean } | null

/** The top of each page, for forms that a look is chosen in. */
export function LookHeader({ name, logo, menu }: { name: ReactNode; logo: SampleLogo; menu: string }) {
  return (
    <header className="look-header">
      <div className="wrap">
        <strong>
          {logo && (
            <span className="logo">
              <img src={logo.url} alt="" />
            </span>
          )}
          {!logo?.saysName && <span>{name}</span>}
        </strong>
        <span className="button quiet">{menu}</span>
      </div>
    </header>
  )
}

/** The drawing of the home page. */
export function LookDrawing({ drawing }: { drawing: Drawing }) {
  return (
    <svg className="look-drawing" viewBox="0 0 520 360" aria-hidden="true">
      {drawings[drawing].map(({ d, tone }) => (
        <path key={d} d={d} style={{ fill: `var(--${tone})` }} />
      ))}
    </svg>
  )
}

/** Something of all that a look changes. */
export function LookSample(props: { clinicName: string; drawing: Drawing; logo: SampleLogo; words: Words }) {
  const { clinicName, drawing, logo, words } = props

  return (
    <>
      <LookHeader name={clinicName || 'Your clinic'} logo={logo} menu={words.layout.menu} />
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
          <LookDrawing drawing={drawing} />
        </div>
      </div>
    </>
  )
}
