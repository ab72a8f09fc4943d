/** How large each picture of the guide is shown, in CSS pixels. Written by `npm run pictures`. */
export const sizes = {
  address: [632, 129],
  announcements: [690, 398],
  'group-start-form': [486, 852],
  'held-back': [700, 388],
  'live-line': [632, 67],
  'mark-as-reviewed': [320, 505],
  numbers: [632, 302],
  'numbers-on-site': [559, 79],
  preview: [576, 360],
  withdraw: [640, 645],
  'writing-help': [328, 490],
} as const
