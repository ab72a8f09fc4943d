import type { SanityClient } from '@sanity/client'
import { documentsById, type Snapshot } from '#sanity/snapshot.ts'
import { findTitle } from '#sanity/validate.ts'
import { PictureError } from './load-original.ts'
import { makePicture } from './make-picture.ts'
import { findUses, type Rendition } from './renditions.ts'

/**
 * Makes a file of a picture of the snapshot.
 * @throws Error that says which documents show it and why it cannot be had.
 */
export async function drawPicture(
  rendition: Rendition,
  { snapshot, client }: { snapshot: Snapshot; client: SanityClient },
): Promise<Uint8Array> {
  try {
    return await makePicture(rendition, client)
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    const message = `${cause.message} It is shown in ${titlesOf(snapshot, rendition.path).join(', ')}.`
    throw cause instanceof PictureError ? new PictureError(message, { cause }) : new Error(message, { cause })
  }
}

/** The documents that show a file of a picture, as staff know them. */
function titlesOf(snapshot: Snapshot, path: string): string[] {
  const documents = documentsById(snapshot)
  return findUses(snapshot, path).flatMap(({ documentId }) => {
    const shown = documents.get(documentId)?.shown
    return shown ? [`“${findTitle(shown)}”`] : []
  })
}
