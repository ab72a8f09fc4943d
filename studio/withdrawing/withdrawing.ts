import { type DocumentActionComponent, definePlugin } from 'sanity'
import { singletons } from '#domain/document-types.ts'
import { replaceAction } from '../documents/replace-action.ts'
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

const keepingOldAddresses = replaceAction('publish', keepOldAddresses)

function ours(action: DocumentActionComponent): DocumentActionComponent {
  if (action.action === 'unpublish') return useUnpublish
  if (action.action === 'delete') return useDelete
  return keepingOldAddresses(action)
}
