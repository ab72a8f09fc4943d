/*
 * How text becomes words that can be searched for: the same code when a release is made and in the browser, since a word
 * is only found if both cut it in the same way.
 */

const stopWords: ReadonlySet<string> = new Set(
  (
    'a about after all also am an and any are as at be because been before being but by can could did do does for from ' +
    'get got had has have he her here him his how i if in into is it its just may me might more most must my myself no nor not of ' +
    'off on once one only or other our out over own per she should so some such than that the their them then there ' +
    'these they this those through to too under until up us want wants was we were what when where which while who whom whose why ' +
    'will with would you your dont cant im isnt doesnt didnt wont ive youre yourself'
  ).split(' '),
)

/** The words of a text in their order, in small letters without accents and apostrophes: “Don’t” is “dont”. */
export function splitWords(text: string): string[] {
  return foldCase(text).match(/[a-z0-9]+/g) ?? []
}

/** Letters as they are compared: small, without accents; apostrophes fall away. */
export function foldCase(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mark}'’‘]/gu, '')
    .toLowerCase()
}

/** Whether a word is too common to distinguish one page from another. */
export function isStopWord(word: string): boolean {
  return word.length < 2 || stopWords.has(word)
}

/**
 * A word without its ending, so that “infusions” finds “infusion” and “sleeping” finds “sleep”. Light on purpose: it may
 * leave two forms apart, which beginnings of words and slips of the pen are still found by, but it must not join two meanings.
 */
export function toStem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  const singular = withoutPlural(word)
  const bare = singular.endsWith('ing') ? singular.slice(0, -3) : singular.replace(/ed$/, '')
  const isForm = bare !== singular && bare.length > 2 && /[aeiouy]/.test(bare)
  const stem = isForm ? undoubled(bare) : singular
  return stem.length > 3 ? stem.replace(/e$/, '') : stem
}

function withoutPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|us|is)$/.test(word)) return word
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/** “stopp” of “stopped” is “stop”; “feel” and “press” end so by themselves. */
function undoubled(stem: string): string {
  return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem
}
