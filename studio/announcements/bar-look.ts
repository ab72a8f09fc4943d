/** The colors of the announcement bar by day, as `src/styles/tokens.css` and the bar itself have them. */
export const barLook = {
  calm: { background: '#ffd88a', color: '#33240a' },
  urgent: { background: '#8f1d27', color: '#ffffff' },
} as const

/** The width of a phone in CSS pixels: the narrowest that the bar is drawn for. */
export const phoneWidth = 320
