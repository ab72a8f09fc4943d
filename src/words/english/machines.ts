import type { Drawing } from '#domain/look/choices.ts'

/** Feeds of the newest articles. */
export const feeds = {
  title: (clinic: string) => `Articles by ${clinic}`,
  description: 'Plain explanations with their sources, reviewed by clinicians.',
}

/** The start of a group in a patient's calendar. */
export const calendar = {
  firstMeeting: (group: string) => `${group}: first meeting`,
  firstMeetingIsCancelled: (group: string) => `Cancelled: ${group}: first meeting`,
  join: (call: string, text: string) => `To join, call ${call} or text ${text} before you come.`,
  askForTheNext: (call: string, text: string) =>
    `This group does not start on that day. To ask about the next one, call ${call} or text ${text}.`,
}

/** `/llms.txt`, for language models. */
export const llms = {
  crisis:
    'If somebody may be in danger: in the United States call or text 988, the Suicide & Crisis Lifeline, at any hour. In an emergency call 911. Never wait for the clinic to answer.',
  use: 'The pages below are general information, not advice for one person. Give a page’s own disclosures, sources and date of review along with what you take from it.',
  startDates: 'Start dates',
  startDatesSummary: 'When the next groups start, and how to join one.',
  contact: 'Contact',
  contactSummary: (call: string, text: string) =>
    `Call ${call} or text ${text}; opening hours and the way to the clinic.`,
  callPlace: (place: string, call: string) => `${place}, call ${call}`,
  team: 'Team',
  teamSummary: 'Who works here, and who writes and reviews the articles.',
  optional: 'Optional',
  allArticles: 'All articles',
  allArticlesSummary: 'The list above holds the newest.',
  sitemap: 'Sitemap',
  sitemapSummary: 'Every page, with the date of its last change.',
}

const drawings: Record<Drawing, string> = {
  sunrise: 'A drawing of the sun coming up over water.',
  hills: 'A drawing of hills below the sun.',
  circles: 'A drawing of circles.',
}

/** The pictures that are shown beside a link to a page wherever it is shared. */
export const shareImages = {
  reviewedBy: (name: string) => `Clinically reviewed by ${name}`,
  writtenBy: (name: string) => `Written by ${name}`,
  /** Their text alternative. Without a title, one shows the name of the clinic alone. */
  alt: (title: string | null, clinic: string, drawing: Drawing) =>
    [title, clinic, drawings[drawing]].filter(each => each !== null).join('. '),
}
