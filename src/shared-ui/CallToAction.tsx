import type { ReactNode } from 'react'
import type { TextLanguage } from '#domain/languages.ts'
import type { ContactNumbers } from '#domain/phone-number.ts'
import type { Words } from '#words/words.ts'
import { ContactLink } from './ContactLink.tsx'

export interface CallToActionProps {
  /** The id of the heading, unique on the page. */
  id: string
  heading: string
  /** Of a heading in another language than the rest. */
  headingLanguage?: TextLanguage | undefined
  level?: 2 | 3 | 4
  /** Below the heading. */
  text: string | null
  callLabel: string
  textLabel: string
  numbers: ContactNumbers
  textingTerms: string
  words: Words['texting']
  /** The buttons and their terms alone. */
  bare?: boolean
  /** The terms folded up, where they are shown in full elsewhere on the page. */
  foldTerms?: boolean
  /** Between the buttons and the terms. */
  children?: ReactNode
  /** For `data-sanity`, in the preview. */
  edit?: Partial<Record<'heading' | 'text' | 'call' | 'textNumber' | 'terms', string | undefined>>
}

/** How to reach the clinic. Editors cannot take the warning away. */
export function CallToAction(props: CallToActionProps) {
  const { id, heading, level = 2, text, callLabel, textLabel, numbers, textingTerms } = props
  const { words, bare = false, foldTerms = false, children, edit, headingLanguage } = props
  const Heading = `h${level}` as const
  return (
    <div className={bare ? 'contact bare' : 'contact'}>
      {!bare && (
        <Heading id={id} className="heading" {...headingLanguage} data-sanity={edit?.heading}>
          {heading}
        </Heading>
      )}
      {!bare && text && <p data-sanity={edit?.text}>{text}</p>}
      <div className="buttons">
        <ContactLink by="call" label={callLabel} number={numbers.call} edit={edit?.call} />
        <ContactLink by="text" label={textLabel} number={numbers.text} edit={edit?.textNumber} />
      </div>
      {children}
      <div className="terms small">
        <p>
          <strong>{words.notForEmergencies}</strong> {words.inACrisis}
        </p>
        {foldTerms ? (
          <details className="screen-only">
            <summary>{words.about}</summary>
            <p data-sanity={edit?.terms}>{textingTerms}</p>
          </details>
        ) : (
          <p data-sanity={edit?.terms}>{textingTerms}</p>
        )}
      </div>
    </div>
  )
}
