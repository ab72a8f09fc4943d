import { Stack } from '@sanity/ui'
import type { ArrayOfObjectsInputProps } from 'sanity'
import { FieldWarnings } from '../panes/Warning.tsx'

/** The other places, and what becomes of documents that name one which is taken away. */
export function OtherPlacesInput(props: ArrayOfObjectsInputProps) {
  return (
    <Stack gap={4}>
      {props.renderDefault(props)}
      <FieldWarnings validation={props.validation} />
    </Stack>
  )
}
