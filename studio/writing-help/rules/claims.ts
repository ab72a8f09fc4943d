import { about, type Rule } from '../finding.ts'
import type { Passage } from '../passages.ts'
import { splitSentences } from '../text/sentences.ts'

interface Claim {
  words: RegExp
  advice: string
}

const claimList: Claim[] = [
  {
    words: /\b(?:cures?|cured|curing|curative)\b/gi,
    advice:
      'No treatment cures everyone. Say what it may do: “can ease”, “may help with”, “many people feel better”.',
  },
  {
    words: /\b(?:clinically |scientifically |medically )?proven\b/gi,
    advice: '“Proven” promises more than studies can. Say what a study found, with its source.',
  },
  {
    words: /\bguarante(?:e|es|ed|eeing|eed)\b/gi,
    advice: 'Nobody can promise how a treatment goes. Say what many people experience, and that it differs.',
  },
  {
    words: /\b(?:miracles?|miraculous(?:ly)?)\b/gi,
    advice: 'A strong word like this raises hopes too high. Say plainly what the treatment does.',
  },
  {
    words:
      /(?:\b100\s?(?:%|percent)\s+(?:safe|effective|successful|natural)|\b(?:completely|totally|entirely|perfectly|absolutely)\s+(?:safe|harmless|painless)|\brisk[- ]free|\b(?:no|without(?: any)?|zero)\s+risks?)\b/gi,
    advice: 'Every treatment has risks. Name the common ones, and say how the clinic watches for them.',
  },
  {
    words:
      /\b(?:(?:no|without(?: any)?|zero|free (?:of|from))\s+side[- ]effects?|side[- ]effects?[- ]free)\b/gi,
    advice: 'Every treatment can have side effects. Name the common ones, and how often they occur.',
  },
  {
    words: /\b(?:works? for (?:everyone|everybody|all)|always works?|never fails?)\b/gi,
    advice: 'No treatment works for everyone. Say how many it helped, with the source.',
  },
]

/** Words before a claim that take it back: “is not a cure”, “nobody can guarantee”. */
const negation =
  /\b(?:no|not|never|nor|neither|none|nobody|nothing|without|cannot|hardly|rather than|instead of|yet to be|whether|\w+n[’']t)\b[^.;:!?]*$/i

/** Promises that no clinic can keep. */
export const claims: Rule = {
  name: 'claims',
  title: 'Strong claim',
  find: ({ passages }) =>
    passages.flatMap(passage =>
      claimsIn(passage).map(({ words, advice }) => about('claims', passage, { words, advice })),
    ),
}

function claimsIn({ kind, text }: Passage): { words: string; advice: string }[] {
  if (kind === 'picture') return []
  return splitSentences(text)
    .filter(sentence => !sentence.text.endsWith('?'))
    .flatMap(sentence => {
      const spoken = withoutQuotes(sentence.text)
      return claimList.flatMap(({ words, advice }) =>
        [...spoken.matchAll(words)]
          .filter(({ index }) => !negation.test(lastWords(spoken.slice(0, index))))
          .map(({ 0: found }) => ({ words: found, advice })),
      )
    })
}

/** Blanks out quotations and titles of works, which are somebody else's words; the length stays. */
function withoutQuotes(text: string): string {
  return text.replace(/“[^”]*”|"[^"]*"/g, quoted => ' '.repeat(quoted.length))
}

function lastWords(text: string): string {
  return text.slice(-200).split(/\s+/).slice(-9).join(' ')
}
