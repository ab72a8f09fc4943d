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
import { homeSection } from './objects/homeSection.ts'
import { imageWithAlt } from './objects/imageWithAlt.ts'
import { languageBlock } from './objects/languageBlock.ts'
import { look } from './objects/look.ts'
import { menuItem } from './objects/menuItem.ts'
import { openingHours } from './objects/openingHours.ts'
import { otherContact } from './objects/otherContact.ts'
import { otherPlace } from './objects/otherPlace.ts'
import { portableText, simpleText } from './objects/portableText.ts'
import { postalAddress } from './objects/postalAddress.ts'
import { questionAndAnswer } from './objects/questionAndAnswer.ts'
import { specialHours } from './objects/specialHours.ts'
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
  homeSection,
  imageWithAlt,
  languageBlock,
  look,
  menuItem,
  openingHours,
  otherContact,
  otherPlace,
  portableText,
  postalAddress,
  questionAndAnswer,
  simpleText,
  specialHours,
  table,
  tableRow,
].map(withProtectedFields)
