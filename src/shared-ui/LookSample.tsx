import type { ReactNode } from 'react'
import type { Arrangement, Drawing } from '#domain/look/choices.ts'
import { drawings, wideDrawings } from '#domain/look/drawings.ts'
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
      <div className="wrap main-row">
        <strong className="brand">
          {logo && (
            <span className="logo">
              <img src={logo.url} alt="" />
            </span>
          )}
          {!logo?.saysName && <span>{name}</span>}
        </strong>
        <span className="button quiet toggle">{menu}</span>
      </div>
    </header>
  )
}

/** What the opening of the home page shows beside its words. */
export interface OpeningArt {
  /** The address of the photo; without one, it is the drawing. */
  photo: string | null
  drawing: Drawing
  arrangement: Arrangement
}

/** The opening of the home page. Its elements are named as those of the page are, for arrangements to find them. */
export function LookOpening(props: { heading: ReactNode; art: OpeningArt; children: ReactNode }) {
  const { photo, drawing, arrangement } = props.art
  return (
    <div className="hero">
      <div className="wrap">
        <div className="words">
          <h1>{props.heading}</h1>
          {props.children}
        </div>
        <div className={photo ? 'art photo' : 'art'}>
          {photo ? (
            <img className="frame" src={photo} alt="" />
          ) : (
            <LookDrawing drawing={drawing} isWide={arrangement !== 'beside'} />
          )}
        </div>
      </div>
    </div>
  )
}

function LookDrawing({ drawing, isWide }: { drawing: Drawing; isWide: boolean }) {
  return (
    <svg
      viewBox={isWide ? '0 0 1600 400' : '0 0 520 360'}
      preserveAspectRatio={isWide ? 'xMidYMax slice' : undefined}
      aria-hidden="true"
    >
      {(isWide ? wideDrawings : drawings)[drawing].map(({ d, tone }) => (
        <path key={d} d={d} style={{ fill: `var(--${tone})` }} />
      ))}
    </svg>
  )
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
export function LookSample(props: { clinic: SampleClinic; art: OpeningArt; logo: SampleLogo; words: Words }) {
  const { clinic, art, logo, words } = props
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
      <LookOpening heading={heading} art={art}>
        <p>
          {introduction} <a href="#sample">{words.home.allServices}</a>
        </p>
        <div className="contact bare">
          <div className="buttons">
            <ContactLink by="call" label={callLabel} number={numbers.call} />
            <ContactLink by="text" label={textLabel} number={numbers.text} />
          </div>
        </div>
      </LookOpening>
    </>
  )
}
