/** The documents that have a page of their own, and so can be linked to. */
export const linkTargets = [{ type: 'service' }, { type: 'article' }, { type: 'page' }]
