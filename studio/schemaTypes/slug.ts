import { defineField } from 'sanity'
import { longest, tooLong } from '../../src/clinic/lengths.ts'
import { slugPattern } from '../../src/clinic/vocabulary.ts'
import { moveNotice, takenReason } from '../withdrawing/address-checks.ts'

/**
 * The address of a document's page, made from another field.
 * `reserved` lists addresses that the site itself uses.
 */
export function slugField(options: { source: string; group?: string; reserved?: readonly string[] }) {
  const { source, group, reserved = [] } = options
  return defineField({
    name: 'slug',
    title: 'Address of the page',
    description: 'The last part of the web address. “Generate” makes it from the title.',
    type: 'slug',
    group,
    // Sanity's own check does not say which document has the address: the rule below does.
    options: { source, maxLength: longest('slug'), isUnique: () => true },
    validation: rule => [
      rule.custom(async (slug, context) => {
        const current = slug?.current
        if (!current) return 'Press “Generate” to make the address of the page.'
        if (current.length > longest('slug')) return tooLong('slug')
        if (!slugPattern.test(current))
          return 'Use lower-case letters, digits and single hyphens only: how-ketamine-works'
        if (reserved.includes(current)) return `The site itself uses “${current}”. Choose another address.`
        return (await takenReason(current, context)) ?? true
      }),
      rule
        .custom(async (slug, context) => (slug?.current && (await moveNotice(slug.current, context))) || true)
        .info(),
    ],
  })
}
