/*
 * What a clinic chooses of its look. The first of each list is what a site has that chose nothing.
 */

export const arrangements = [
  { value: 'beside', title: 'Side by side: words, and the drawing beside them' },
  { value: 'centered', title: 'Centered: everything around the middle, on white sheets' },
  { value: 'columns', title: 'Columns: a dark cover, large letters and lines, as in a magazine' },
] as const

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

export type Arrangement = (typeof arrangements)[number]['value']
export type Font = (typeof fonts)[number]['value']
export type Corners = (typeof corners)[number]['value']
export type Header = (typeof headers)[number]['value']
export type Drawing = (typeof drawings)[number]['value']

/** Whether a picture is an icon as it is: a wider or higher one would have white beside it. */
export function isAboutSquare({ width, height }: { width: number; height: number }): boolean {
  return width <= height * iconRatio && height <= width * iconRatio
}

/** An icon may be so much wider than high, or the other way round. */
const iconRatio = 1.25

/** A color as brand guides and the browser's palette write it: #0e5a5b. */
export const hexPattern = /^#[0-9a-f]{6}$/i

/*
 * The site's own colors, for what has no styles: those of src/styles/tokens.css, by the names of their tokens.
 */
const ownLight = {
  paper: '#fbfcfa',
  brand: '#0e5a5b',
  focus: '#b04a00',
  lamp: '#ffd88a',
  night: '#0f2a2d',
  helpline: '#ffd88a',
  'on-night': '#eaf3f0',
  'night-focus': '#ffd88a',
  warning: '#8f5600',
  'warning-tint': '#fff4de',
  urgent: '#a3222c',
  'urgent-tint': '#fdecec',
} as const

const ownDark = {
  ...ownLight,
  paper: '#0f1c1f',
  brand: '#86d3c7',
  focus: '#ffd88a',
  lamp: '#f0c672',
  night: '#14403f',
  warning: '#f0c672',
  'warning-tint': '#2a2414',
  urgent: '#ff9c9c',
  'urgent-tint': '#331b1e',
} as const

export const ownColors = {
  light: ownLight,
  dark: ownDark,
  /** The ground of a header that is a band: no token of the site's own header. */
  band: { light: ownLight.brand, dark: '#123537' },
  /** The ground of the icon on dark tabs. */
  darkTab: '#14706f',
  /** Pictures are the same in both schemes. */
  picture: {
    ground: ownLight.brand,
    water: '#0a3f41',
    ripple: '#2f8580',
    lamp: ownLight.lamp,
    title: '#ffffff',
    name: ownLight['on-night'],
    line: '#cfe3dd',
    'ring-1': '#116062',
    'ring-2': '#17696a',
    'ring-3': '#217775',
    'ring-4': '#3a918b',
  },
} as const
