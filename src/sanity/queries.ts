import { defineQuery } from 'groq'

/*
 * What the site reads of each document, and nothing else. No query follows a reference from one document into
 * another (assets apart): each document is read by itself, and the site joins them, so that a snapshot can be
 * refreshed document by document.
 */

const head = `_id, _rev, _type, _createdAt, _updatedAt`

const picture = `crop{top, bottom, left, right},
  hotspot{x, y},
  "asset": asset->{_id, "width": metadata.dimensions.width, "height": metadata.dimensions.height,
    "isOpaque": metadata.isOpaque, "color": metadata.palette.dominant.background}`

const image = `alt, caption, ${picture}`

const plainImage = `alt, "caption": null, ${picture}`

const logo = `"alt": "", "caption": null, ${picture}`

const look = `logo{${logo}}, logoDark{${logo}}, icon{${logo}}, shareImage{${plainImage}}, logoPlace, color, accent, arrangement, font, corners, header, drawing`

const citation = `authors, title, journal, year, doi, url`

const block = `style, listItem, level,
  children[]{_key, _type, _type == "span" => {text, marks}, _type == "citation" => {${citation}}},
  markDefs[]{_key, _type, _type == "internalLink" => {target{_ref}}, _type == "externalLink" => {href}}`

const simpleText = `_key, _type, _type == "block" => {${block}}`

const portableText = `_key, _type,
  _type == "block" => {${block}},
  _type == "imageWithAlt" => {${image}},
  _type == "callout" => {tone, heading, text[]{${simpleText}}},
  _type == "callToAction" => {heading},
  _type == "languageBlock" => {language, text[]{${simpleText}}, showNumber},
  _type == "captionedTable" => {caption, hasRowHeadings, "rows": grid.rows[]{_key, cells}}`

const translation = `language, translationOf{_ref}`

const address = `address{street, locality, region, postalCode, mapUrl, directions}`

const hours = `openingHours[]{_key, days, opens, closes},
    specialHours[]{_key, firstDay, lastDay, name, opens, closes}`

const documents = `
  "siteSettings": *[_type == "siteSettings" && _id in $ids]{
    ${head}, clinicName, description, callNumber, textNumber,
    callToAction{heading, text, callLabel, textLabel},
    textingTerms,
    ${address}, ${hours}, placeName,
    otherPlaces[]{_key, name, ${address}, callNumber, textNumber, faxNumber, ${hours}},
    otherContact{portalUrl, portalLabel, email, faxNumber},
    menu[]{_key, path, page{_ref}, label},
    timeZone,
    socialLinks[]{_key, label, url},
    notices[]{_ref},
    footerCredit, securityContact, isSample,
    look{${look}}
  },
  "homePage": *[_type == "homePage" && _id in $ids]{
    ${head}, heading, introduction, picture{${plainImage}},
    highlights[]{_key, heading, text, citation{${citation}}, link{_ref}, linkLabel, showCallToAction},
    sections[]{_key, kind, heading}
  },
  "announcement": *[_type == "announcement" && _id in $ids]{
    ${head}, kind, service{_ref}, startDate, startTime, message, link{_ref}, urgency, showFrom, showUntil,
    cancelledUntil, place
  },
  "service": *[_type == "service" && _id in $ids]{
    ${head}, title, "slug": slug.current, summary, isGroup, places, image{${image}},
    body[]{${portableText}},
    regulatoryStatus, regulatoryNote, conditions,
    questions[]{_key, question, answer[]{${simpleText}}},
    order, ${translation}
  },
  "article": *[_type == "article" && _id in $ids]{
    ${head}, title, "slug": slug.current, summary, image{${image}},
    body[]{${portableText}},
    publishedAt, author{_ref}, reviewer{_ref}, lastReviewed, reviewIntervalMonths, topics,
    sources[]{_key, ${citation}},
    related[]{_ref}, ${translation}
  },
  "person": *[_type == "person" && _id in $ids]{
    ${head}, name, "slug": slug.current, credentials, role, biography, photo{${image}}, order
  },
  "page": *[_type == "page" && _id in $ids]{
    ${head}, title, "slug": slug.current, kind, summary, body[]{${portableText}}, lastConfirmed,
    ${translation}
  },
  "redirect": *[_type == "redirect" && _id in $ids]{
    ${head}, from, outcome, target{_ref}
  }`

/** Which documents the site reads, and their revisions: whether a snapshot is still true. */
const revisions = `*[_type in [
    "siteSettings", "homePage", "announcement", "service", "article", "person", "page", "redirect"
  ]]{_id, _rev}`

export const REVISIONS_QUERY = defineQuery(revisions)

/** The documents with the ids `$ids`, by type. */
export const DOCUMENTS_QUERY = defineQuery(`{${documents}}`)

/** The same, with the revision of every document that there is: one answer, hence one consistent state. */
export const SNAPSHOT_QUERY = defineQuery(`{"revisions": ${revisions}, ${documents}}`)
