import { ChangeIndicator, type FieldProps, FormField } from 'sanity'

/** Sanity leaves the title of a moment's field to its own input, for the choice of a time zone. */
export function MomentField(props: FieldProps) {
  const { inputId, inputProps, path, children } = props
  return (
    <div data-testid={`field-${inputId}`}>
      <FormField
        inputId={inputId}
        title={props.title}
        description={props.description}
        level={props.level}
        path={path}
        validation={props.validation}
        __unstable_presence={props.presence}
      >
        <ChangeIndicator path={path} isChanged={inputProps.changed} hasFocus={Boolean(inputProps.focused)}>
          {children}
        </ChangeIndicator>
      </FormField>
    </div>
  )
}
