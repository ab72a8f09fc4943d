import { about, isProse, type Rule } from '../finding.ts'
import type { Passage } from '../passages.ts'
import { splitSentences } from '../text/sentences.ts'

const some = '(?:an?|one|another|the first|the largest|two|three|four|five|six|seven|eight|nine|ten|\\d+)'
const work = '(?:stud(?:y|ies)|trials?|meta-analys[ie]s|systematic reviews?|surveys?)'
const finds =
  '(?:finds?|found|shows?|showed|shown|suggests?|suggested|reports?|reported|proves?|proved|confirms?|confirmed|demonstrates?|demonstrated|concludes?|concluded|compared|followed)'

/** Phrases that refer to research without naming it. */
const tellings = [
  new RegExp(
    `(?<!\\b(?:part|join|enroll|enrolled|be) )\\b(?:in|by|from|according to) ${some}(?: [\\w-]+){0,3} ${work}\\b`,
    'i',
  ),
  new RegExp(
    `(?<!\\b(?:this|that|these|those|such|which) )\\b(?:${work}|research|researchers|scientists|clinical data)(?: (?:has|have|also|now|at [A-Z]\\w+|in \\d{4})){0,2} ${finds}\\b`,
    'i',
  ),
  new RegExp(`\\b${work} (?:of|with|among|in) (?:more than |about |over |some )?\\d[\\d,]*\\b`, 'i'),
  /\bet al\b/i,
  /\b\d+ (?:in|out of) (?:every )?\d{2,}\b(?! (?:minutes|hours|days|weeks|months|years))/i,
  /\b\d+(?:\.\d+)?\s?(?:%|percent) of (?:the |all |our )?(?:people|patients|adults|those|participants|men|women|cases)\b/i,
]

/** A study, or a figure from one, without its source near by. */
export const studies: Rule = {
  name: 'studies',
  title: 'Study without a source',
  find: ({ passages }) =>
    passages.flatMap((passage, index) => {
      if (!isProse(passage) || passage.place === 'field') return []
      const near = [passages[index - 1], passage, passages[index + 1]]
      if (near.some(other => other?.hasSource)) return []
      const telling = splitSentences(passage.text).find(tellsOfStudy)
      return telling ? [about('studies', passage, { words: telling.text, advice: adviceFor(passage) })] : []
    }),
}

function tellsOfStudy({ text }: { text: string }): boolean {
  return !text.endsWith('?') && tellings.some(telling => telling.test(text))
}

function adviceFor({ place }: Passage): string {
  return place === 'highlight'
    ? 'This speaks of research. Fill in “Source” below the text, so that readers can find the study.'
    : 'This speaks of research. Put the source right behind it (“Source” in the toolbar of the text), so that readers can find the study.'
}
