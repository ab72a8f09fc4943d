import { Fragment } from 'react'
import { inLanguage, type Language } from '#domain/languages.ts'
import type { TitledSentence } from '#words/words.ts'

interface Props {
  parts: TitledSentence
  /** Of the title; null is that of the site. */
  language: Language | null
}

/** A sentence of the site, whose title is marked where it is in another language. */
export function Sentence({ parts, language }: Props) {
  return parts.map(part => {
    if (typeof part === 'string') return <Fragment key={part}>{part}</Fragment>
    const { title } = part
    return language ? (
      <span key="title" {...inLanguage(language)}>
        {title}
      </span>
    ) : (
      title
    )
  })
}
