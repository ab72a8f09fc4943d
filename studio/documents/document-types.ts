import type { SortOrderingItem } from 'sanity'

interface DocumentTypeRow {
  /** What staff call a document without a title or other words; a singleton always goes by it. */
  untitled: string
  /** Its list on the desk; null where `structure.ts` has a place of its own for it. */
  list: { title: string; order: SortOrderingItem } | null
}

/** The types of documents that staff write, in the order of the desk; schemaTypes/index.ts has a schema for each. */
export const documentTypeRows = {
  announcement: { untitled: 'Untitled announcement', list: null },
  article: {
    untitled: 'Untitled article',
    list: { title: 'Articles', order: { field: 'publishedAt', direction: 'desc' } },
  },
  service: {
    untitled: 'Untitled service',
    list: { title: 'Services', order: { field: 'order', direction: 'asc' } },
  },
  person: {
    untitled: 'Team member without a name',
    list: { title: 'Team', order: { field: 'order', direction: 'asc' } },
  },
  page: {
    untitled: 'Untitled page',
    list: { title: 'Pages and notices', order: { field: 'title', direction: 'asc' } },
  },
  homePage: { untitled: 'Home page', list: null },
  siteSettings: { untitled: 'Settings', list: null },
  redirect: { untitled: 'Old address that is not filled in', list: null },
} as const satisfies Record<string, DocumentTypeRow>

export type DocumentType = keyof typeof documentTypeRows

export function isDocumentType(type: string): type is DocumentType {
  return Object.hasOwn(documentTypeRows, type)
}

export const documentTypes: readonly DocumentType[] = Object.keys(documentTypeRows).filter(isDocumentType)

/** Types with exactly one document, whose id is the name of its type. */
export const singletons: readonly string[] = ['siteSettings', 'homePage'] satisfies DocumentType[]
