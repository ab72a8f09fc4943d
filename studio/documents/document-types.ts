/** The types of documents that staff write; schemaTypes/index.ts has a schema for each. */
export const documentTypes = [
  'announcement',
  'article',
  'service',
  'person',
  'page',
  'homePage',
  'siteSettings',
  'redirect',
] as const

export type DocumentType = (typeof documentTypes)[number]

/** Types with exactly one document, whose id is the name of its type. */
export const singletons: readonly string[] = ['siteSettings', 'homePage'] satisfies DocumentType[]
