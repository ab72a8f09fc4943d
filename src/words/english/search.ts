/** The search page as it is written. */
export const searchPage = {
  description: (clinic: string) =>
    `Search ${clinic}, or look through a list of everything: services, groups, articles, people and notices.`,
  field: 'Search this site',
  go: 'Search',
  hint: 'Use your own words, such as “feeling low” or “cost”. What you type stays on your device.',
  results: 'Results',
  showMore: 'Show more results',
  nothing: 'We found nothing for that',
  tryAgain: 'Try a single word, or another word for the same thing. Or ask us: no question is too small.',

  everything: 'Everything on this site',
  startDates: 'Start dates, and how to join',
  contact: 'Contact: call, text, hours, address',
  team: 'Our team',
  moreArticles: 'More articles',
  allArticles: 'All articles, the newest first',
}

/** What its script says, which is sent to browsers: nothing else stands in this file. */
export const search = {
  searching: 'Searching…',
  mayHelp: 'Pages that may help',
  count: (hits: number, query: string) => `${hits} ${hits === 1 ? 'result' : 'results'} for “${query}”`,
  corrected: (typed: string, read: string) => `Nothing here says “${typed}”. These say “${read}”.`,
  isIncomplete: 'Not all pages could be searched. Check your connection, and try again.',
  nothing: 'Nothing found.',
  helpNow: 'You can call or text 988 now.',
  onThisPage: 'On this page:',
  inTheText: 'In the text:',
}
