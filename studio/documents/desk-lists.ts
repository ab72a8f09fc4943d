import { documentTypeRows, typesWith } from '#domain/document-types.ts'

/** The lists of documents that are alike, in the order of the desk. */
export const deskLists = typesWith('desk')
  .map(type => ({ type, ...documentTypeRows[type].desk }))
  .sort((a, b) => a.place - b.place)
