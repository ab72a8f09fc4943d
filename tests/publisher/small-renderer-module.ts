import { createSmallRenderer } from './small-renderer.ts'

/** The small site as a module, as the publisher's process loads its renderer. */
export const renderer = createSmallRenderer()
