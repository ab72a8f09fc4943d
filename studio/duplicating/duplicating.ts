import { type DocumentActionComponent, type DocumentActionProps, definePlugin } from 'sanity'
import { replaceAction } from '../documents/replace-action.ts'
import { freshCopy } from './fresh-copy.ts'

/** “Duplicate” begins a fresh draft: what an original alone may have, its copy does not. */
export const duplicating = definePlugin({
  name: 'duplicating',
  document: { actions: actions => actions.map(ours) },
})

const ours = replaceAction('duplicate', duplicateAfresh)

const atOnce = { mapDocument: (document: { _type: string }) => freshCopy(document, Temporal.Now.instant()) }

function duplicateAfresh(useDuplicate: DocumentActionComponent): DocumentActionComponent {
  // Sanity's own action takes what makes the copy.
  const useFreshCopy = (props: DocumentActionProps) => useDuplicate({ ...props, ...atOnce })
  return Object.assign(useFreshCopy, { action: 'duplicate' as const, displayName: 'DuplicateAfresh' })
}
