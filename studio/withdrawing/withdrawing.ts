import { type DocumentActionComponent, definePlugin } from 'sanity'
import { singletons } from '#domain/document-types.ts'
import { keepOldAddresses } from './publish-action.ts'
import { useDelete, useUnpublish } from './withdraw-action.tsx'

/**
 * Renaming and withdrawing pages without a dead link: the actions of documents that see to it. Singletons are always on
 * the site, at addresses of their own.
 */
export const withdrawing = definePlugin({
  name: 'withdrawing',
  document: {
    actions: (actions, { schemaType }) => (singletons.includes(schemaType) ? actions : actions.map(ours)),
  },
})

const publishActions = new WeakMap<DocumentActionComponent, DocumentActionComponent>()

/** The same function each time for the same action, as React wants of a hook. */
function ours(action: DocumentActionComponent): DocumentActionComponent {
  if (action.action === 'unpublish') return useUnpublish
  if (action.action === 'delete') return useDelete
  if (action.action !== 'publish') return action
  const known = publishActions.get(action)
  if (known) return known
  const wrapped = keepOldAddresses(action)
  publishActions.set(action, wrapped)
  return wrapped
}
