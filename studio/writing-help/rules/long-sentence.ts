import { about, isProse, type Rule } from '../finding.ts'
import { splitSentences, splitWords } from '../text/sentences.ts'

const mostWords = 25

/** Sentences of more than 25 words: readers in distress lose their thread. */
export const longSentence: Rule = {
  name: 'longSentence',
  title: 'Long sentence',
  find: ({ passages }) =>
    passages.filter(isProse).flatMap(passage =>
      splitSentences(passage.text)
        .map(sentence => ({ words: sentence.text, count: splitWords(sentence.text).length }))
        .filter(({ count }) => count > mostWords)
        .map(({ words, count }) =>
          about('longSentence', passage, {
            words,
            advice: `This sentence has ${count} words. Split it in two, with one idea in each: up to ${mostWords} words are easy to follow.`,
          }),
        ),
    ),
}
