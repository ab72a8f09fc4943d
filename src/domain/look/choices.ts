/*
 * What a clinic chooses of its look. The first of each list is what a site has that chose nothing.
 */

export const fonts = [
  { value: 'clear', title: 'Clear: made for readers with low vision' },
  { value: 'friendly', title: 'Friendly: round letters' },
  { value: 'classic', title: 'Classic: letters as in a book' },
] as const

export const corners = [
  { value: 'soft', title: 'Soft' },
  { value: 'round', title: 'Round' },
  { value: 'square', title: 'Square' },
] as const

export const headers = [
  { value: 'light', title: 'The color of the page' },
  { value: 'band', title: 'A band in your color' },
] as const

export const drawings = [
  { value: 'sunrise', title: 'Sun over water' },
  { value: 'hills', title: 'Hills' },
  { value: 'circles', title: 'Circles' },
] as const

export const logoPlaces = [
  { value: 'beside', title: 'Beside the name of the clinic' },
  { value: 'instead', title: 'Instead of the name: the logo says it' },
] as const

export type Font = (typeof fonts)[number]['value']
export type Corners = (typeof corners)[number]['value']
export type Header = (typeof headers)[number]['value']
export type Drawing = (typeof drawings)[number]['value']

/** A color as brand guides and the browser's palette write it: #0e5a5b. */
export const hexPattern = /^#[0-9a-f]{6}$/i
