import { articles } from './english/articles.ts'
import { contact, texting } from './english/contact.ts'
import { crisis } from './english/crisis.ts'
import { dates, lang } from './english/dates.ts'
import { announcements, groupStarts } from './english/groups.ts'
import { hours } from './english/hours.ts'
import { layout } from './english/layout.ts'
import { calendar, feeds, llms, shareImages } from './english/machines.ts'
import {
  fixedPages,
  gone,
  groupTherapy,
  home,
  kinds,
  notFound,
  server,
  services,
  team,
  waiting,
} from './english/pages.ts'
import { search, searchPage } from './english/search.ts'
import { text } from './english/text.ts'
import { treatments } from './english/treatments.ts'

/** All that the site itself says, in American English, by where it is read. */
export const english = {
  lang,
  dates,
  hours,
  contact,
  texting,
  crisis,
  layout,
  announcements,
  groupStarts,
  treatments,
  articles,
  text,
  fixedPages,
  kinds,
  home,
  services,
  groupTherapy,
  team,
  notFound,
  gone,
  waiting,
  server,
  search,
  searchPage,
  feeds,
  calendar,
  llms,
  shareImages,
}
