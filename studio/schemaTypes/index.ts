import type { SchemaTypeDefinition } from 'sanity'
import type { DocumentType } from '#domain/document-types.ts'
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
import { look } from './objects/look.ts'
import { openingHours } from './objects/openingHours.ts'
import { portableText, simpleText } from './objects/portableText.ts'
import { postalAddress } from './objects/postalAddress.ts'
import { questionAndAnswer } from './objects/questionAndAnswer.ts'
import { table, tableRow } from './objects/table.ts'

const documents: Record<DocumentType, SchemaTypeDefinition> = {
  announcement,
  article,
  service,
  person,
  page,
  homePage,
  siteSettings,
  redirect,
}

export const schemaTypes = [
  ...Object.values(documents),
  callToAction,
  callout,
  captionedTable,
  citation,
  highlight,
  imageWithAlt,
  look,
  openingHours,
  portableText,
  postalAddress,
  questionAndAnswer,
  simpleText,
  table,
  tableRow,
].map(withProtectedFields)
