import { defineField } from 'sanity'
import { fieldRules, type TextRule } from '#domain/field-rules.ts'
import { furthestPlace } from '#domain/lengths.ts'
import { requiredText } from './rules.ts'

/** What lists and search engines show below the title of a page. */
export function summaryField(missing: TextRule) {
  return defineField({
    name: 'summary',
    title: 'Summary',
    description: 'One or two sentences, shown in lists and by search engines.',
    type: 'text',
    rows: 3,
    group: 'page',
    validation: rule => [
      ...requiredText(rule, missing),
      rule.max(220).warning('Keep the summary under about 220 characters.'),
    ],
  })
}

/** Where a document stands in lists. */
export function orderField(group?: string) {
  return defineField({
    name: 'order',
    title: 'Place in lists',
    description: 'Lower numbers come first.',
    type: 'number',
    group,
    initialValue: 100,
    validation: rule =>
      rule.required().integer().min(-furthestPlace).max(furthestPlace).error(fieldRules.place.shape),
  })
}
