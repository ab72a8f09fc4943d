/** Width and height of a share image in pixels: what Open Graph and every network that reads it ask for. */
export const shareSize = { width: 1200, height: 630 } as const
