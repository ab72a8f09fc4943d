import { createImageUrlBuilder } from '@sanity/image-url'
import { useClient } from 'sanity'
import { apiVersion } from '../../project.ts'
import { keptSize } from './kept-size.ts'

/** The address of a picture as it is cropped, in a size in pixels; without a width, it is whole. Null while there is none. */
export function usePictureUrl(picture: unknown, size: { width?: number; height: number }): string | null {
  const client = useClient({ apiVersion })
  if (!keptSize(picture)) return null
  return createImageUrlBuilder(client).image(Object(picture)).withOptions(size).url()
}
