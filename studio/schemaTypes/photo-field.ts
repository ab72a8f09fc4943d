import type { ComponentType } from 'react'
import { defineField, type ImageValue, type ObjectInputProps } from 'sanity'
import { keptSize } from '#studio/inputs/pictures/kept-size.ts'
import { acceptedPictures } from '#studio/inputs/pictures/picture-kind.ts'
import { altField, pictureFault } from './objects/imageWithAlt.ts'

interface Size {
  width: number
  height: number
}

/** A photo with words for those who do not see it. Staff are warned where less of it shows than `least`, in pixels. */
export function photoField(field: {
  name: string
  title: string
  description: string
  fieldset?: string
  input: ComponentType<ObjectInputProps<ImageValue>>
  least: Size
}) {
  const { input, least, description, ...rest } = field
  return defineField({
    ...rest,
    description: `${description} At least ${inWords(least)} pixels. Press the crop button to choose what shows.`,
    type: 'image',
    components: { input },
    options: { accept: acceptedPictures, hotspot: true },
    fields: [altField],
    validation: rule => [
      rule.custom(pictureFault),
      rule
        .custom(picture => {
          const size = keptSize(picture)
          const isSmall = size && (size.width < least.width || size.height < least.height)
          return (
            !isSmall ||
            `What shows of this picture has ${inWords(size)} pixels. Below ${inWords(least)} it is blurred or shown small: choose a larger picture, or crop less.`
          )
        })
        .warning(),
    ],
  })
}

function inWords({ width, height }: Size): string {
  return `${width.toLocaleString('en-US')} by ${height.toLocaleString('en-US')}`
}
