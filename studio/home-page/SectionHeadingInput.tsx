import { type StringInputProps, useFormValue } from 'sanity'
import { homeSections } from '#domain/vocabulary.ts'
import { english } from '#words/english.ts'

/** The heading of a section of the home page. In an empty one, gray words say what patients read. */
export function SectionHeadingInput(props: StringInputProps) {
  const { path, elementProps } = props
  const kind: unknown = useFormValue([...path.slice(0, -1), 'kind'])
  const section = homeSections.find(({ value }) => value === kind)
  const placeholder = section && english.home[section.value]
  return props.renderDefault({ ...props, elementProps: { ...elementProps, placeholder } })
}
