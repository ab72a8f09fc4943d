import { reference, type SampleDocument } from './document.ts'

/** The ketamine article once had a longer name; old links to it still lead somewhere. */
export function redirects(): SampleDocument[] {
  return [
    {
      _id: 'redirect-unlocking-the-mystery',
      _type: 'redirect',
      from: '/articles/unlocking-the-mystery-how-ketamine-works/',
      outcome: 'moved',
      target: reference('article-how-ketamine-works'),
    },
  ]
}
