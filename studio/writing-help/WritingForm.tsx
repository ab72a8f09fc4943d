import type { ObjectInputProps } from 'sanity'
import { createGlobalStyle } from 'styled-components'

/**
 * The form of something that is written: title and text come first. Sanity’s large heading says again what the title says, and
 * its wide gaps push the text out of a phone’s window.
 */
export function WritingForm(props: ObjectInputProps) {
  return (
    <div data-writing-form="">
      <TitleAndTextFirst />
      {props.renderDefault(props)}
    </div>
  )
}

const TitleAndTextFirst = createGlobalStyle`
  [data-testid='form-view']:has([data-writing-form])
    [data-ui='FormRow']:has([data-testid='document-panel-document-title']) {
    display: none;
  }
  [data-writing-form] {
    margin-top: -0.75rem;
  }
  [data-writing-form] [data-testid='field-groups'] {
    margin-bottom: -2.5rem;
  }
  [data-writing-form] [data-testid='field-title'] {
    margin-bottom: -1.25rem;
  }
`
