import { type DocumentType, documentTypeRows } from '#domain/document-types.ts'

/** “4 people, 7 services, 1 old address and 15 pictures” */
export function countInWords(types: readonly DocumentType[], pictures: number): string {
  const counts = [...Map.groupBy(types, type => type)].map(
    ([type, { length }]) => `${length} ${nameOf(type, length)}`,
  )
  const all = [...counts, ...(pictures > 0 ? [`${pictures} ${pictures === 1 ? 'picture' : 'pictures'}`] : [])]
  return new Intl.ListFormat('en-US').format(all)
}

function nameOf(type: DocumentType, count: number): string {
  const { singular, plural } = documentTypeRows[type]
  return count === 1 ? singular : plural.toLowerCase()
}
