import { addressedTypes } from '#domain/page-path.ts'

/** The documents that have a page of their own, and so can be linked to. */
export const linkTargets = addressedTypes.map(type => ({ type }))
