import { useEffect, useMemo } from 'react'
import {
  ALL_FIELDS_GROUP,
  createPatchChannel,
  FormBuilder,
  type FormState,
  LoadingBlock,
  type ObjectMember,
  useDocumentForm,
} from 'sanity'

export type FirstForm = ReturnType<typeof useFirstForm>

/** The form of a singleton, as its document's pane has it: what is typed is a draft from the first key on. */
export function useFirstForm(first: { _id: string; _type: string }) {
  const { _id: documentId, _type: documentType } = first
  const initialValue = useMemo(() => ({ loading: false, error: null, value: first }), [first])
  const form = useDocumentForm({ documentId, documentType, initialValue })
  const { onSetActiveFieldGroup } = form
  // Else the fields of the group that is shown first are all there are.
  useEffect(() => onSetActiveFieldGroup([], ALL_FIELDS_GROUP.name), [onSetActiveFieldGroup])
  return { ...form, documentId, documentType }
}

/** Some fields of such a form, with the inputs and rules that they have in the whole one. */
export function SetUpFields({ form, names }: { form: FirstForm; names: readonly string[] }) {
  const { formState, ready } = form
  const patchChannel = useMemo(() => createPatchChannel(), [])
  const members = useMemo(() => formState && chosen(formState, names), [formState, names])
  if (!ready || !formState || !members) return <LoadingBlock />
  return (
    <FormBuilder
      __internal_patchChannel={patchChannel}
      id={`${form.documentId}-${names[0]}`}
      changed={formState.changed}
      changesOpen={false}
      compareValue={undefined}
      collapsedFieldSets={form.collapsedFieldSets}
      collapsedPaths={form.collapsedPaths}
      focused={formState.focused}
      focusPath={formState.focusPath}
      groups={[]}
      hasUpstreamVersion={false}
      members={members}
      onChange={form.onChange}
      onFieldGroupSelect={form.onSetActiveFieldGroup}
      onPathBlur={form.onBlur}
      onPathFocus={form.onFocus}
      onPathOpen={form.onPathOpen}
      onSetFieldSetCollapsed={form.onSetCollapsedFieldSet}
      onSetPathCollapsed={form.onSetCollapsedPath}
      openPath={form.openPath}
      presence={formState.presence}
      readOnly={formState.readOnly}
      schemaType={formState.schemaType}
      validation={formState.validation}
      // Without its id, no part of the Studio takes this for the form of a whole document, with a banner above it.
      value={{ ...form.value, _id: '' }}
    />
  )
}

function chosen({ members }: FormState, names: readonly string[]): ObjectMember[] {
  return names.flatMap(name => members.find(member => member.kind === 'field' && member.name === name) ?? [])
}
