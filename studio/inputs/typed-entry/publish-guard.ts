import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { useToast } from '@sanity/ui/toast'
import { useMemo, useRef } from 'react'
import {
  type DocumentActionComponent,
  type DocumentActionProps,
  useSchema,
  useTranslation,
  useValidationStatus,
} from 'sanity'
import { structureLocaleNamespace, useDocumentPane } from 'sanity/structure'
import { useOpenField } from '#studio/documents/use-open-field.ts'
import { useKeptPress } from './kept-press.ts'
import { afterLastWords } from './last-words.ts'
import { needsInWords, publishNeeds } from './publish-needs.ts'

/**
 * “Publish”, which leads to what keeps it from publishing: to a field that is not understood, as Sanity's own judgement of
 * the form follows the typing by a moment, in which the keys for “Publish” would be faster; and to what is missing or
 * wrong, where Sanity would only turn the button grey.
 */
export function guardPublish(usePublish: DocumentActionComponent): DocumentActionComponent {
  function useGuardedPublish(props: DocumentActionProps) {
    const description = usePublish(props)
    const toast = useToast()
    const { id, type, release, published } = props
    const { value } = useDocumentPane()
    const { validation } = useValidationStatus(value._id, type, !release)
    const schemaType = useSchema().get(type)
    const { t } = useTranslation(structureLocaleNamespace)
    const openField = useOpenField()
    const needs = useMemo(() => publishNeeds(schemaType, validation, value), [schemaType, validation, value])
    const first = useRef(needs[0])
    first.current = needs[0]
    const words = needs.length > 0 ? needsInWords(needs) : null
    const keepPress = useKeptPress(description, published?._rev)
    const latest = useRef(description)
    latest.current = description
    return useMemo(() => {
      const { onHandle, disabled, title } = description ?? {}
      if (!description) return description
      // Grey for another reason, such as a missing right, it stays as Sanity has it.
      if (words && disabled && title === t('action.publish.validation-issues.tooltip')) {
        const lead = () => {
          // It may be that Sanity has not checked yet what was typed last.
          keepPress()
          if (first.current) openField(first.current.path)
          toast.push({
            id: 'publish-needs',
            status: 'warning',
            title: 'Not published yet',
            description: words,
          })
        }
        return {
          ...description,
          disabled: false,
          icon: WarningOutlineIcon,
          title: `${words}. Press to go there.`,
          onHandle: lead,
        }
      }
      if (!onHandle) return description
      const handle = () => {
        const field = document.querySelector<HTMLElement>(`[data-unclear-in="${CSS.escape(id)}"]`)
        if (!field) {
          keepPress()
          return afterLastWords(() => {
            if (!latest.current?.disabled) latest.current?.onHandle?.()
          })
        }
        field.focus()
        toast.push({ status: 'error', title: 'Nothing was published: a field is not understood yet.' })
      }
      return { ...description, onHandle: handle }
    }, [description, keepPress, toast, id, words, t, openField])
  }
  useGuardedPublish.action = 'publish' as const
  useGuardedPublish.displayName = 'GuardedPublish'
  return useGuardedPublish
}
