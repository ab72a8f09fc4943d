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

/** Sanity’s own, which it takes away from a button that is grey. */
const publishKeys = 'Ctrl+Alt+P'

/**
 * “Publish”, which leads to what keeps it from publishing: to a field that is not understood, as Sanity's own judgement of
 * the form follows the typing by a moment, in which the keys for “Publish” would be faster; and to what is missing or
 * wrong, where Sanity would only turn the button grey.
 */
export function guardPublish(usePublish: DocumentActionComponent): DocumentActionComponent {
  function useGuardedPublish(props: DocumentActionProps) {
    const description = usePublish(props)
    const toast = useToast()
    const { id, type, release } = props
    const { value } = useDocumentPane()
    const { validation } = useValidationStatus(value._id, type, !release)
    const schemaType = useSchema().get(type)
    const { t } = useTranslation(structureLocaleNamespace)
    const openField = useOpenField()
    const needs = useMemo(() => publishNeeds(schemaType, validation, value), [schemaType, validation, value])
    const words = needs.length > 0 ? needsInWords(needs) : null
    // Grey for another reason, such as a missing right, it stays as Sanity has it.
    const isHeldBack =
      words !== null &&
      Boolean(description?.disabled) &&
      description?.title === t('action.publish.validation-issues.tooltip')
    const keepPress = useKeptPress(description, description?.label === t('action.publish.running.label'))
    const latest = useRef({ description, isHeldBack, needs })
    latest.current = { description, isHeldBack, needs }
    return useMemo(() => {
      if (!description?.onHandle) return description
      const press = () => {
        // The pane draws the button a moment later than this, so that what it shows may be over already.
        const { isHeldBack, needs } = latest.current
        const field = document.querySelector<HTMLElement>(`[data-unclear-in="${CSS.escape(id)}"]`)
        if (isHeldBack) {
          // It may be that Sanity has not checked yet what was typed last.
          keepPress()
          if (needs[0]) openField(needs[0].path)
          toast.push({
            id: 'publish-needs',
            status: 'warning',
            title: 'Not published yet',
            description: needsInWords(needs),
          })
        } else if (field) {
          field.focus()
          toast.push({ status: 'error', title: 'Nothing was published: a field is not understood yet.' })
        } else {
          keepPress()
          afterLastWords(() => {
            const { description } = latest.current
            if (!description?.disabled) description?.onHandle?.()
          })
        }
      }
      if (!isHeldBack) return { ...description, onHandle: press }
      return {
        ...description,
        disabled: false,
        icon: WarningOutlineIcon,
        shortcut: publishKeys,
        title: `${words}. Press to go there.`,
        onHandle: press,
      }
    }, [description, isHeldBack, keepPress, toast, id, words, openField])
  }
  useGuardedPublish.action = 'publish' as const
  useGuardedPublish.displayName = 'GuardedPublish'
  return useGuardedPublish
}
