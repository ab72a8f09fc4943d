import type { LinkedSentence } from '../words.ts'

const crisisLine: LinkedSentence<'call' | 'text'> = [
  'In crisis? ',
  { to: 'call', text: 'Call' },
  ' or ',
  { to: 'text', text: 'text 988' },
  ', day or night.',
]

/** What stands around every page: its head, its menu, its foot. */
export const layout = {
  skip: 'Skip to the main text',
  crisisLine,
  search: 'Search',
  menu: 'Menu',
  mainMenu: 'Main',
  closeMenu: 'Close',
  breadcrumbs: 'Breadcrumb',
  home: 'Home',

  otherPlaces: 'Other places',
  hoursOfEveryPlace: 'Hours of every place',
  more: 'More',
  elsewhere: 'Elsewhere',
  /** Above the ways to the notices in other languages. */
  languageHelp: 'Free language help',
  /** Of a clinic with several places: whose hours the foot has. */
  hoursAt: (place: string) => `Opening hours: ${place}`,
}
