import type { ShareCard } from './share-cards.ts'
import { shareFonts } from './share-fonts.ts'
import { createShareImages } from './share-image.ts'

/** Draws share images in the site's own font. A module of its own in the built renderer, so that any thread can load it. */
export const drawShareImage: (card: ShareCard) => Promise<Uint8Array> = createShareImages(shareFonts)
