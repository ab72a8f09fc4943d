import type { Disclosure as Statement } from '#domain/disclosures.ts'

/** What a regulator has said of a treatment: follows from its status, so that nobody types it. */
export function Disclosure({ heading, paragraphs }: Statement) {
  return (
    <aside className="disclosure" aria-labelledby="status">
      <h2 id="status">{heading}</h2>
      {paragraphs.map(paragraph => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </aside>
  )
}
