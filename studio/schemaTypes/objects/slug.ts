import { defineField } from 'sanity'
import { fieldRules, reservedSlug } from '#domain/field-rules.ts'
import { longest, tooLong } from '#domain/lengths.ts'
import { toSlug } from '#domain/slug.ts'
import { slugPattern } from '#domain/vocabulary.ts'
import { AddressInput } from '#studio/withdrawing/AddressInput.tsx'
import { moveNotice, takenReason, takeoverNotice } from '#studio/withdrawing/address-checks.ts'

/**
 * The address of a document's page, made from another field, which the form calls its `sourceName`.
 * `isReserved` knows the addresses that the site itself uses.
 */
export function slugField(options: {
  source: string
  sourceName?: string
  group?: string
  isReserved?(slug: string): boolean
}) {
  const { source, sourceName = source, group, isReserved } = options
  return defineField({
    name: 'slug',
    title: 'Address of the page',
    description: `The last part of the web address. “Generate” makes it from the ${sourceName}.`,
    type: 'slug',
    group,
    // Sanity's own check does not say which document has the address: the rule below does.
    options: {
      source: document => sourceOf(document[source], sourceName),
      slugify: slugOf,
      isUnique: () => true,
    },
    components: { input: AddressInput },
    validation: rule => [
      rule.custom(async (slug, context) => {
        const current = slug?.current
        if (!current) return fieldRules.slug.missing
        if (current.length > longest('slug')) return tooLong('slug')
        if (!slugPattern.test(current)) return fieldRules.slug.shape
        if (isReserved?.(current)) return reservedSlug(current)
        return (await takenReason(current, context)) ?? true
      }),
      rule
        .custom(async (slug, context) => (slug?.current && (await moveNotice(slug.current, context))) || true)
        .info(),
      rule
        .custom(
          async (slug, context) => (slug?.current && (await takeoverNotice(slug.current, context))) || true,
        )
        .warning(),
    ],
  })
}

/** The words that “Generate” makes an address from. @throws Error that it shows, while there are none. */
function sourceOf(words: unknown, sourceName: string): string {
  if (typeof words === 'string' && words.trim() !== '') return words
  throw new Error(`Write the ${sourceName} first. “Generate” makes the address from it.`)
}

/** What “Generate” makes. @throws Error that it shows, where no letter or digit of an address is left. */
function slugOf(words: string): string {
  const slug = toSlug(words.replaceAll(/['’]/g, '').replaceAll('&', ' and '))
  if (slug) return slug.slice(0, longest('slug')).replace(/-$/, '')
  throw new Error(
    `“${words}” has no letters that an address can have. Type one yourself, for example: how-ketamine-works`,
  )
}
