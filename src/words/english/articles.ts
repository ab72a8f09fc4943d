/** Articles and the lists of them. */
export const articles = {
  writtenBy: 'Written by',
  reviewedBy: 'Clinically reviewed by',
  lastReviewed: 'Last reviewed',
  nextReview: 'Next review',
  nextReviewWasDue: 'Next review was due',
  published: 'Published',
  readingTime: 'Reading time',
  minutes: (count: number) => (count === 1 ? 'About 1 minute' : `About ${count} minutes`),
  /** On paper. */
  onlineAt: (url: string) => `Online at ${url}`,
  topicsOfArticle: 'Topics of this article',
  readOn: 'Read on',

  /** “Sleep, page 2” */
  numbered: (title: string, page: number) => `${title}, page ${page}`,
  listSummary: 'Plain explanations with their sources. Each says who wrote it, who reviewed it, and when.',
  topicSummary: 'What we have written on this topic, the newest first.',
  description: (title: string, clinic: string, summary: string) =>
    `${title}: articles by ${clinic}. ${summary}`,
  topics: 'Topics',
  more: 'More articles',
  newer: 'Newer articles',
  older: 'Older articles',
  feed: 'Get new articles in a feed reader (RSS)',
}
