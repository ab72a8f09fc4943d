import type { ReactNode } from 'react'
import type { Drawing } from '#domain/look/choices.ts'
import { drawings } from '#domain/look/drawings.ts'
import type { ContactNumbers } from '#domain/phone-number.ts'
import type { Words } from '#words/words.ts'
import { AnnouncementBar } from './AnnouncementBar.tsx'
import { ContactLink } from './ContactLink.tsx'

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

/** A photo in the place of the drawing. */
export function LookPhoto({ url }: { url: string }) {
  return <img className="look-photo" src={url} alt="" />
}

/** What the sample says of the clinic. */
export interface SampleClinic {
  name: string
  heading: string
  introduction: string
  callLabel: string
  textLabel: string
  numbers: ContactNumbers
}

/** Something of all that a look changes, in the clinic's own words. */
export function LookSample(props: {
  clinic: SampleClinic
  drawing: Drawing
  logo: SampleLogo
  words: Words
}) {
  const { clinic, drawing, logo, words } = props
  const { name, heading, introduction, callLabel, textLabel, numbers } = clinic

  return (
    <>
      <LookHeader name={name} logo={logo} menu={words.layout.menu} />
      <AnnouncementBar
        sentence="Announcements look like this"
        href="#"
        urgent={false}
        words={words.announcements}
      />
      <div className="tinted">
        <div className="wrap look-words">
          <h2>{heading}</h2>
          <p>
            {introduction} <a href="#sample">{words.home.allServices}</a>
          </p>
          <div className="contact bare">
            <div className="buttons">
              <ContactLink by="call" label={callLabel} number={numbers.call} />
              <ContactLink by="text" label={textLabel} number={numbers.text} />
            </div>
          </div>
          <LookDrawing drawing={drawing} />
        </div>
      </div>
    </>
  )
}
