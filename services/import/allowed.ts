import { z } from 'zod'
import type { Allowed } from '#studio/pasting/to-blocks.ts'
import { portableText } from '#studio/schemaTypes/objects/portableText.ts'

const named = z.looseObject({ name: z.string() })
const valued = z.looseObject({ value: z.string() })
const shape = z.looseObject({
  of: z.array(
    z.looseObject({
      type: z.string(),
      styles: z.array(valued).optional(),
      lists: z.array(valued).optional(),
      marks: z.looseObject({ decorators: z.array(valued), annotations: z.array(named) }).optional(),
    }),
  ),
})

/** What the site's texts may contain, by the Studio's schema. */
export function allowedByStudio(): Allowed {
  const { of } = shape.parse(portableText)
  const block = of.find(({ type }) => type === 'block')
  return {
    styles: block?.styles?.map(({ value }) => value) ?? [],
    lists: block?.lists?.map(({ value }) => value) ?? [],
    decorators: block?.marks?.decorators.map(({ value }) => value) ?? [],
    annotations: block?.marks?.annotations.map(({ name }) => name) ?? [],
    blocks: of.map(({ type }) => type).filter(type => type !== 'block'),
  }
}
