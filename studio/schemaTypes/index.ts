import { withProtectedFields } from '../rights/protected-fields.ts'
import { announcement } from './documents/announcement.ts'
import { article } from './documents/article.ts'
import { homePage } from './documents/homePage.ts'
import { page } from './documents/page.ts'
import { person } from './documents/person.ts'
import { redirect } from './documents/redirect.ts'
import { service } from './documents/service.ts'
import { siteSettings } from './documents/siteSettings.ts'
import { callout } from './objects/callout.ts'
import { callToAction } from './objects/callToAction.ts'
import { captionedTable } from './objects/captionedTable.ts'
import { citation } from './objects/citation.ts'
import { highlight } from './objects/highlight.ts'
import { imageWithAlt } from './objects/imageWithAlt.ts'
import { openingHours } from './objects/openingHours.ts'
import { portableText, simpleText } from './objects/portableText.ts'
import { postalAddress } from './objects/postalAddress.ts'
import { questionAndAnswer } from './objects/questionAndAnswer.ts'
import { table, tableRow } from './objects/table.ts'

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
