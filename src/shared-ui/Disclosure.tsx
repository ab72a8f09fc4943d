import type { Disclosure as Statement } from '#domain/disclosures.ts'

interface Props extends Statement {
  /** For `data-sanity`, in the preview: of the statement, and of the clinic’s own note in it. */
  edit?: string | undefined
  noteEdit?: string | undefined
}

/** What a regulator has said of a treatment: follows from its status, so that nobody types it. */
export function Disclosure({ heading, paragraphs, edit, noteEdit }: Props) {
  return (
    <aside className="disclosure" aria-labelledby="status" data-sanity={edit}>
      <h2 id="status">{heading}</h2>
      {paragraphs.map((paragraph, index) => (
        <p key={paragraph} data-sanity={index > 0 && index < paragraphs.length - 1 ? noteEdit : undefined}>
          {paragraph}
        </p>
      ))}
    </aside>
  )
}
