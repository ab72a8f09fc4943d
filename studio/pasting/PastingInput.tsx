import { useToast } from '@sanity/ui/toast'
import { useCallback } from 'react'
import { type InputProps, isArrayOfBlocksSchemaType, type OnPasteFn } from 'sanity'
import { allowedBy, readPaste } from './paste-rich-text.ts'

/** Every field of the forms; into those with text, what is pasted from Word or Google Docs goes clean. */
export function PastingInput(props: InputProps) {
  return isArrayOfBlocksSchemaType(props.schemaType) ? <PastingText {...props} /> : props.renderDefault(props)
}

function PastingText(props: InputProps) {
  const { push } = useToast()
  const onPaste = useCallback<OnPasteFn>(
    ({ event, schemaTypes }) => {
      const pasted = readPaste(event.clipboardData, allowedBy(schemaTypes), newKey)
      if (!pasted) return undefined
      if (pasted.notes.length > 0) {
        push({
          id: 'pasting',
          status: 'warning',
          closable: true,
          duration: 20_000,
          title: 'Not everything came with the paste',
          description: pasted.notes.join(' '),
        })
      }
      return { insert: pasted.blocks.map(block => ({ ...block })) }
    },
    [push],
  )
  return props.renderDefault({ ...props, onPaste })
}

/** As the Studio makes its own: twelve characters that no other block has. */
function newKey(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 12)
}
