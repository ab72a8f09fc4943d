import { Flex, Stack } from '@sanity/ui'
import type { ComponentType } from 'react'
import { type ArrayOfObjectsInputProps, set } from 'sanity'
import { numberWords } from '#domain/typed.ts'
import { SmallButton } from '../panes/SmallButton.tsx'

/**
 * A list that means the usual rows while it is empty: a press begins it with those, so that one can be moved, renamed or taken
 * out without the others being typed.
 */
export function usualListInput(usual: readonly { readonly _key: string; readonly _type: string }[]) {
  const UsualListInput: ComponentType<ArrayOfObjectsInputProps> = props => (
    <Stack gap={3}>
      {props.renderDefault(props)}
      {!props.readOnly && !props.value?.length && (
        <Flex>
          <SmallButton
            padding={3}
            text={`Begin with the usual ${numberWords[usual.length] ?? usual.length}`}
            onClick={() => props.onChange(set(usual))}
          />
        </Flex>
      )}
    </Stack>
  )
  return UsualListInput
}
