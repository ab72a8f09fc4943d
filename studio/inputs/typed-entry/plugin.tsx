import { Stack } from '@sanity/ui'
import {
  definePlugin,
  type FieldProps,
  type InputProps,
  isArrayOfBlocksSchemaType,
  isNumberInputProps,
  isStringInputProps,
} from 'sanity'
import { formDocumentId } from '#studio/documents/form-document.ts'
import { replaceAction } from '../../documents/replace-action.ts'
import { EntryFaults } from './EntryFaults.tsx'
import { DateInput, MomentInput, WholeNumberInput } from './inputs.tsx'
import { useLastWords } from './last-words.ts'
import { MomentField } from './MomentField.tsx'
import { isNeeded } from './needed.ts'
import { guardPublish } from './publish-guard.ts'

/** One way of entering dates, moments and whole numbers in every form; a field of another kind chooses its input itself. */
export const typedEntry = definePlugin({
  name: 'typed-entry',
  form: { components: { input: EntryInput, field: EntryField } },
})

/** “Publish” that leads to what is missing. It comes after whatever else changes “Publish”: what it stops goes no further. */
export const publishGuard = definePlugin({
  name: 'publish-guard',
  document: { actions: actions => actions.map(guarded) },
})

function EntryInput(props: InputProps) {
  const { schemaType, value } = props
  if (isNumberInputProps(props)) return <WholeNumberInput {...props} />
  if (isStringInputProps(props) && schemaType.name === 'date') return <DateInput {...props} />
  if (isStringInputProps(props) && schemaType.name === 'datetime') return <MomentInput {...props} />
  if (isArrayOfBlocksSchemaType(schemaType)) return <Text {...props} />
  const id = formDocumentId(props)
  if (id === null || !('focusPath' in props)) return props.renderDefault(props)
  return (
    <Stack gap={5}>
      <EntryFaults
        document={{ ...Object(value), _id: id, _type: schemaType.name }}
        focusPath={props.focusPath}
      />
      {props.renderDefault(props)}
    </Stack>
  )
}

function Text(props: InputProps) {
  const onEditorChange = useLastWords()
  return props.renderDefault({ ...props, onEditorChange })
}

function EntryField(props: FieldProps) {
  const title = isNeeded(props) ? `${props.title} (needed to publish)` : props.title
  const named = { ...props, title }
  return props.schemaType.name === 'datetime' ? <MomentField {...named} /> : props.renderDefault(named)
}

const guarded = replaceAction('publish', guardPublish)
