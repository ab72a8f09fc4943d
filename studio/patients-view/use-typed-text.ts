import { useFormValue } from 'sanity'

/** A text of the open form as it is typed. */
export function useTypedText(field: string): string {
  const text: unknown = useFormValue([field])
  return typeof text === 'string' ? text.trim() : ''
}
