import { withProtectedFields } from '../rights/protected-fields.ts'
import { announcement } from './announcement.ts'
import { article } from './article.ts'
import { callout } from './callout.ts'
import { callToAction } from './callToAction.ts'
import { captionedTable } from './captionedTable.ts'
import { citation } from './citation.ts'
import { highlight } from './highlight.ts'
import { homePage } from './homePage.ts'
import { imageWithAlt } from './imageWithAlt.ts'
import { openingHours } from './openingHours.ts'
import { page } from './page.ts'
import { person } from './person.ts'
import { portableText, simpleText } from './portableText.ts'
import { postalAddress } from './postalAddress.ts'
import { questionAndAnswer } from './questionAndAnswer.ts'
import { redirect } from './redirect.ts'
import { service } from './service.ts'
import { siteSettings } from './siteSettings.ts'
import { table, tableRow } from './table.ts'

/** Documents of which there is exactly one; its id is the name of its type. */
export const singletons: readonly string[] = [siteSettings.name, homePage.name]

export const schemaTypes = [
  announcement,
  article,
  service,
  person,
  page,
  homePage,
  siteSettings,
  redirect,
  callToAction,
  callout,
  captionedTable,
  citation,
  highlight,
  imageWithAlt,
  openingHours,
  portableText,
  postalAddress,
  questionAndAnswer,
  simpleText,
  table,
  tableRow,
].map(withProtectedFields)

/** The names of every type of document. */
export const documentTypes: readonly string[] = schemaTypes
  .filter(({ type }) => type === 'document')
  .map(({ name }) => name)
