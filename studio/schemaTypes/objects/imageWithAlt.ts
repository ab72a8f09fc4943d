import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { acceptedPictures } from '#studio/inputs/pictures/picture-kind.ts'
import { shortText } from '../rules.ts'
import { textField } from '../text-field.ts'

/** The words of a picture for those who do not see it. */
export const altField = defineField({
  name: 'alt',
  title: 'What the picture shows',
  description: 'Read aloud to those who do not see it. One plain sentence.',
  type: 'string',
  validation: rule => [
    rule.custom((alt, context) => {
      const parent = context.parent
      const hasImage = typeof parent === 'object' && parent !== null && 'asset' in parent
      return !hasImage || Boolean(alt?.trim()) || fieldRules.imageWithAlt.alt.missing
    }),
    shortText(rule, 'sentence'),
  ],
})

/** A picture with the words for those who do not see it. */
export const imageWithAlt = defineType({
  name: 'imageWithAlt',
  title: 'Picture',
  type: 'image',
  options: { hotspot: true, accept: acceptedPictures },
  fields: [altField, textField({ name: 'caption', title: 'Caption', rule: 'sentence' })],
  validation: rule => rule.custom(pictureFault),
})

/** What keeps a picture from being cut as staff chose; a script may have written half of it. */
export function pictureFault(picture: object | undefined): true | string {
  const { crop, hotspot } = { crop: undefined, hotspot: undefined, ...picture }
  const isCut = hasNumbers(crop, ['top', 'bottom', 'left', 'right']) && hasNumbers(hotspot, ['x', 'y'])
  return isCut || 'Choose again which part of the picture shows: press the crop button, then “Save”.'
}

function hasNumbers(value: unknown, names: readonly string[]): boolean {
  return value === undefined || value === null || names.every(name => typeof Object(value)[name] === 'number')
}
