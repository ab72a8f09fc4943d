import { defineField, type StringRule } from 'sanity'
import type { TextRule } from '#domain/field-rules.ts'
import type { TextKind } from '#domain/lengths.ts'
import { requiredText, shortText } from './rules.ts'

interface TextField {
  name: string
  title: string
  description?: string
  group?: string
  fieldset?: string
  initialValue?: string
  /** The height of its box, where it may have several lines. */
  rows?: number
  /** What staff read where there is none; of a text that may be missing, what kind it is. */
  rule: TextRule | TextKind
}

/** A text that must be there, or that is only not to be too long. */
export function textField({ rows, rule: wanted, ...field }: TextField) {
  const validation = (rule: StringRule) =>
    typeof wanted === 'string' ? shortText(rule, wanted) : requiredText(rule, wanted)
  return rows === undefined
    ? defineField({ ...field, type: 'string', validation })
    : defineField({ ...field, type: 'text', rows, validation })
}
