import { englishName, isLanguage } from '#domain/languages.ts'

/** The second line of a document in a list, after its language where that is not the site's. */
export function afterLanguage(language: unknown, words: string | undefined): string | undefined {
  if (!isLanguage(language)) return words
  return words ? `${englishName(language)} · ${words}` : englishName(language)
}
