/*
 * The types of documents of this site. A row says all that is done with a type because of what it is, and not because of
 * one of its fields: the site, the Studio and the import read it here, and a new type is a new row.
 */

interface DocumentTypeRow {
  /** What staff call a document without a title or other words; a singleton always goes by it. */
  untitled: string
  /** What one is called in a count: “1 old address”. */
  singular: string
  /** What several are called. */
  plural: string
  /** Whether there is exactly one, whose id is the name of its type. */
  isSingleton: boolean
  /** Its list on the desk, at a place counted from 1; null where `structure.ts` has a place of its own for it. */
  desk: { title: string; place: number; order: { field: string; direction: 'asc' | 'desc' } } | null
  /**
   * The folder of the pages, for documents that have one each: they can be linked to, redirected to and withdrawn. Needs the
   * fields `title`, `slug`, `summary`, `body`, `language` and `translationOf`, and a file `[slug].astro` in the folder of `src/pages`.
   */
  page: { folder: `/${string}`; hasShareImage: boolean } | null
  /** The fixed page that shows its documents: as a list, below `#slug`, or as the only one. */
  shownOn: `/${string}` | null
  /** The blocks of the search index that it is in: many documents have their own. Null: it is not found. */
  search: { blocks: string } | null
  /** The field of its pictures that are not in its text, and the shapes in which pages show them. */
  picture: {
    field: 'image' | 'photo' | 'picture' | 'look'
    shapes: readonly ('wide' | 'small' | 'portrait' | 'opening' | 'share' | 'logo')[]
  } | null
  /** What writing help calls the part before the text; null: it does not read it. */
  writing: string | null
  /** What a copy leaves to be filled in again. */
  notCopied: readonly string[]
  /** The type of the posts of a WordPress export that become such documents. */
  wordpress: string | null
}

/** Of a type that has no pages, and whose place on the desk `structure.ts` gives. */
const unlisted = { desk: null, page: null, search: null, picture: null, wordpress: null } as const

/** In the order of sitemap, search and lists. `schemaTypes/index.ts` and `contracts.ts` have the fields of each. */
export const documentTypeRows = {
  homePage: {
    ...unlisted,
    untitled: 'Home page',
    singular: 'home page',
    plural: 'Home page',
    isSingleton: true,
    shownOn: '/',
    picture: { field: 'picture', shapes: ['opening', 'share'] },
    writing: 'Opening words',
    notCopied: [],
  },
  siteSettings: {
    ...unlisted,
    untitled: 'Settings',
    singular: 'page of settings',
    plural: 'Settings',
    isSingleton: true,
    shownOn: '/contact/',
    picture: { field: 'look', shapes: ['logo'] },
    writing: null,
    notCopied: [],
  },
  announcement: {
    ...unlisted,
    untitled: 'Untitled announcement',
    singular: 'announcement',
    plural: 'Announcements',
    isSingleton: false,
    // At the top of every page.
    shownOn: null,
    writing: 'Announcement',
    notCopied: ['startDate', 'showFrom', 'showUntil', 'cancelledUntil'],
  },
  service: {
    untitled: 'Untitled service',
    singular: 'service',
    plural: 'Services',
    isSingleton: false,
    desk: { title: 'Services', place: 2, order: { field: 'order', direction: 'asc' } },
    page: { folder: '/services/', hasShareImage: true },
    shownOn: '/services/',
    search: { blocks: 'site' },
    picture: { field: 'image', shapes: ['wide', 'small'] },
    writing: 'Title and summary',
    notCopied: ['slug', 'translationOf'],
    wordpress: null,
  },
  article: {
    untitled: 'Untitled article',
    singular: 'article',
    plural: 'Articles',
    isSingleton: false,
    desk: { title: 'Articles', place: 1, order: { field: 'publishedAt', direction: 'desc' } },
    page: { folder: '/articles/', hasShareImage: true },
    shownOn: '/articles/',
    search: { blocks: 'articles' },
    picture: { field: 'image', shapes: ['wide'] },
    writing: 'Title and summary',
    notCopied: ['slug', 'translationOf', 'reviewer', 'lastReviewed'],
    wordpress: 'post',
  },
  page: {
    untitled: 'Untitled page',
    singular: 'page',
    plural: 'Pages',
    isSingleton: false,
    desk: { title: 'Pages and notices', place: 4, order: { field: 'title', direction: 'asc' } },
    page: { folder: '/', hasShareImage: false },
    // At the foot of every page.
    shownOn: null,
    search: { blocks: 'site' },
    picture: null,
    writing: 'Title and summary',
    notCopied: ['slug', 'translationOf', 'lastConfirmed'],
    wordpress: 'page',
  },
  person: {
    untitled: 'Team member without a name',
    singular: 'person',
    plural: 'People',
    isSingleton: false,
    desk: { title: 'Team', place: 3, order: { field: 'order', direction: 'asc' } },
    page: null,
    shownOn: '/team/',
    search: { blocks: 'site' },
    picture: { field: 'photo', shapes: ['portrait'] },
    writing: 'About the person',
    notCopied: ['slug'],
    wordpress: null,
  },
  redirect: {
    ...unlisted,
    untitled: 'Old address that is not filled in',
    singular: 'old address',
    plural: 'Old addresses',
    isSingleton: false,
    shownOn: null,
    writing: null,
    notCopied: ['from'],
  },
} as const satisfies Record<string, DocumentTypeRow>

type Rows = typeof documentTypeRows
export type DocumentType = keyof Rows

/** The types whose row has something in a column. */
export type TypeWith<Column extends keyof DocumentTypeRow> = {
  [Type in DocumentType]: Rows[Type][Column] extends null ? never : Type
}[DocumentType]

export function isDocumentType(type: string): type is DocumentType {
  return Object.hasOwn(documentTypeRows, type)
}

export const documentTypes: readonly DocumentType[] = Object.keys(documentTypeRows).filter(isDocumentType)

/** The types whose row has something in a column. */
export function typesWith<Column extends keyof DocumentTypeRow>(column: Column): TypeWith<Column>[] {
  return documentTypes.filter((type): type is TypeWith<Column> => documentTypeRows[type][column] !== null)
}

/** Types with exactly one document, whose id is the name of its type. */
export const singletons: readonly string[] = documentTypes.filter(type => documentTypeRows[type].isSingleton)
