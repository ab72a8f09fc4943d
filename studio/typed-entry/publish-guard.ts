import { useToast } from '@sanity/ui/toast'
import { useMemo } from 'react'
import type { DocumentActionComponent, DocumentActionProps } from 'sanity'
import { useKeptPress } from './kept-press.ts'

/**
 * “Publish”, which leads to a field that is not understood instead. Sanity's own judgement of the form follows the typing
 * by a moment, in which the keys for “Publish” would be faster.
 */
export function guardPublish(usePublish: DocumentActionComponent): DocumentActionComponent {
  function useGuardedPublish(props: DocumentActionProps) {
    const description = usePublish(props)
    const toast = useToast()
    const { id, published } = props
    const keepPress = useKeptPress(description, published?._rev)
    return useMemo(() => {
      const { onHandle } = description ?? {}
      if (!description || !onHandle) return description
      const handle = () => {
        const field = document.querySelector<HTMLElement>(`[data-unclear-in="${CSS.escape(id)}"]`)
        if (!field) {
          keepPress()
          return onHandle()
        }
        field.focus()
        toast.push({ status: 'error', title: 'Nothing was published: a field is not understood yet.' })
      }
      return { ...description, onHandle: handle }
    }, [description, keepPress, toast, id])
  }
  useGuardedPublish.action = 'publish' as const
  useGuardedPublish.displayName = 'GuardedPublish'
  return useGuardedPublish
}
