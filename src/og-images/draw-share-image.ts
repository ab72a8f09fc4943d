import type { DrawnCard } from './share-cards.ts'
import { loadShareFonts } from './share-fonts.ts'
import { createShareImages } from './share-image.ts'

/** Draws share images in the site's own fonts. A module of its own in the built renderer, so that any thread can load it. */
export const drawShareImage: (drawn: DrawnCard) => Promise<Uint8Array> = createShareImages(loadShareFonts)
