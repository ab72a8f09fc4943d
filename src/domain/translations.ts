import { englishName, isLanguage } from './languages.ts'

/** What makes a document the translation of another one. */
interface Translated {
  _type: string
  /** Null or empty for the language of the site. */
  language?: unknown
  /** Null for one that translates no other. */
  translationOf?: unknown
}

/** Why a document is no translation of the other, in the words of the form; null where it is one. */
export function findOriginalFault(document: Translated, original: Translated): string | null {
  if (document._type !== original._type)
    return 'The original is another kind of document. Choose one of the same kind.'
  if (toLanguage(document) === toLanguage(original))
    return `The original is in ${englishName(toLanguage(original))} too. Choose another language, or another original.`
  if (toLanguage(original) !== null && original.translationOf)
    return 'The original is a translation itself. Choose the page that it was translated from.'
  return null
}

function toLanguage({ language }: Translated) {
  return isLanguage(language) ? language : null
}
