import type { DocumentType } from '#domain/document-types.ts'

const words: Record<DocumentType, readonly [one: string, more: string]> = {
  announcement: ['announcement', 'announcements'],
  article: ['article', 'articles'],
  service: ['service', 'services'],
  person: ['person', 'people'],
  page: ['page', 'pages'],
  redirect: ['old address', 'old addresses'],
  homePage: ['home page', 'home pages'],
  siteSettings: ['page of settings', 'pages of settings'],
}

/** “4 people, 7 services, 1 old address and 15 pictures” */
export function countInWords(types: readonly DocumentType[], pictures: number): string {
  const counts = [...Map.groupBy(types, type => type)].map(
    ([type, { length }]) => `${length} ${words[type][length === 1 ? 0 : 1]}`,
  )
  const all = [...counts, ...(pictures > 0 ? [`${pictures} ${pictures === 1 ? 'picture' : 'pictures'}`] : [])]
  return new Intl.ListFormat('en-US').format(all)
}
