import type { Block } from '#studio/pasting/to-blocks.ts'
import type { CarriedType } from './addresses.ts'
import type { ImportedPicture } from './pictures.ts'

export interface DraftReference {
  _type: 'reference'
  _ref: string
  /** The target is not published yet: Sanity makes the reference strong when this document is published. */
  _weak: true
  _strengthenOnPublish: { type: string; weak: true; template: { id: string } }
}

interface Slug {
  _type: 'slug'
  current: string
}

interface Written {
  _id: string
  title?: string
  slug: Slug
  summary?: string
  body?: Block[]
  image?: ImportedPicture
}

export type ImportedDocument =
  | (Written & {
      _type: 'article'
      publishedAt?: string
      author?: DraftReference
      reviewIntervalMonths: number
      topics?: string[]
    })
  | (Written & { _type: 'page'; kind: 'page' })
  | (Written & { _type: Exclude<CarriedType, 'article' | 'page'> })
  | { _id: string; _type: 'person'; name: string; slug: Slug; order: number }
  | {
      _id: string
      _type: 'redirect'
      from: string
      outcome: 'moved'
      target: DraftReference
    }

/** A reference to a document that may not be published yet. */
export function draftReference(id: string, type: string): DraftReference {
  return {
    _type: 'reference',
    _ref: id,
    _weak: true,
    _strengthenOnPublish: { type, weak: true, template: { id: type } },
  }
}
