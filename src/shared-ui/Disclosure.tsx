import type { Disclosure as Statement } from '#domain/disclosures.ts'
import { inLanguage, type Language } from '#domain/languages.ts'
import { Sentence } from './Sentence.tsx'

interface Props extends Statement {
  /** Of the treatment’s title and of the clinic’s note; null is that of the site. */
  language?: Language | null
  /** For `data-sanity`, in the preview: of the statement, and of the clinic’s own note in it. */
  edit?: string | undefined
  noteEdit?: string | undefined
}

/** What a regulator has said of a treatment: follows from its status, so that nobody types it. */
export function Disclosure({ heading, statement, note, advice, language = null, edit, noteEdit }: Props) {
  return (
    <aside className="disclosure" aria-labelledby="status" data-sanity={edit}>
      <h2 id="status">{heading}</h2>
      <p>
        <Sentence parts={statement} language={language} />
      </p>
      {note && (
        <p {...inLanguage(language)} data-sanity={noteEdit}>
          {note}
        </p>
      )}
      <p>{advice}</p>
    </aside>
  )
}
