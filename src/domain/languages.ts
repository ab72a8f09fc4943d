import { languageName, lang as siteLanguage } from '#words/english/dates.ts'

/*
 * Kept, since every page names languages, and marks words of theirs: `Intl` works them out again at each question.
 */
const displayNames = new Map<string, Intl.DisplayNames>()
const ownNames = new Map<Language, string>()
const directions = new Map<Language, 'ltr' | 'rtl'>()

/*
 * The languages besides that of the site in which a text can be: those most spoken in every state and territory of the United
 * States, for the notice that 45 CFR 92.11 asks for, and any of them for a page or an article.
 */

const codes = [
  'ak',
  'am',
  'ar',
  'bg',
  'bn',
  'bs',
  'bsq',
  'cal',
  'ceb',
  'ch',
  'chk',
  'cho',
  'chr',
  'ckb',
  'cs',
  'de',
  'din',
  'el',
  'es',
  'esu',
  'fa',
  'ff',
  'fr',
  'gu',
  'haw',
  'he',
  'hi',
  'hmn',
  'hr',
  'ht',
  'hu',
  'hy',
  'id',
  'ig',
  'ik',
  'ilo',
  'it',
  'ja',
  'kea',
  'km',
  'kn',
  'ko',
  'kos',
  'ksw',
  'ku',
  'lkt',
  'ln',
  'lo',
  'lt',
  'mh',
  'mk',
  'ml',
  'mn',
  'mr',
  'my',
  'ne',
  'nl',
  'nv',
  'om',
  'pa',
  'pau',
  'pdc',
  'pl',
  'pon',
  'ps',
  'pt',
  'rn',
  'ro',
  'ru',
  'rw',
  'sk',
  'sm',
  'so',
  'sq',
  'sr',
  'sv',
  'sw',
  'syr',
  'ta',
  'te',
  'th',
  'ti',
  'tl',
  'to',
  'tr',
  'uk',
  'ur',
  'uz',
  'vi',
  'wo',
  'yap',
  'yi',
  'yo',
  'zh-Hans',
  'zh-Hant',
] as const

/** A language that a text can be in, as BCP 47 writes it. */
export type Language = (typeof codes)[number]

/** Names that the `Intl` of servers or browsers does not know, or that are not those that clinics and patients use. */
const names: Partial<Record<Language, { english?: string; own?: string }>> = {
  bn: { english: 'Bengali' },
  bsq: { english: 'Bassa', own: 'Ɓàsɔ́ɔ̀' },
  cal: { english: 'Carolinian', own: 'Refaluwasch' },
  ceb: { own: 'Bisaya' },
  ch: { english: 'Chamorro', own: 'CHamoru' },
  chk: { english: 'Chuukese', own: 'Foosun Chuuk' },
  cho: { english: 'Choctaw', own: 'Chahta anumpa' },
  ckb: { english: 'Kurdish (Sorani)', own: 'کوردیی سۆرانی' },
  din: { english: 'Dinka', own: 'Thuɔŋjäŋ' },
  esu: { english: 'Yup’ik (Central)', own: 'Yugtun' },
  fa: { english: 'Persian (Farsi)' },
  ff: { english: 'Fulfulde', own: 'Fulfulde' },
  hmn: { own: 'Hmoob' },
  ht: { own: 'Kreyòl ayisyen' },
  id: { own: 'Bahasa Indonesia' },
  ik: { english: 'Inupiaq', own: 'Iñupiatun' },
  ilo: { english: 'Ilocano', own: 'Ilokano' },
  kea: { english: 'Cape Verdean Creole', own: 'Kriolu' },
  kos: { english: 'Kosraean' },
  ksw: { english: 'Karen (S’gaw)', own: 'ကညီကျိၥ်' },
  ku: { english: 'Kurdish (Kurmanji)', own: 'Kurdî' },
  lkt: { english: 'Lakota' },
  lo: { own: 'ພາສາລາວ' },
  mh: { english: 'Marshallese', own: 'Kajin M̧ajeļ' },
  nv: { english: 'Navajo', own: 'Diné Bizaad' },
  pau: { english: 'Palauan', own: 'Tekoi er a Belau' },
  pdc: { english: 'Pennsylvania German', own: 'Deitsch' },
  pon: { english: 'Pohnpeian', own: 'Lokaiahn Pohnpei' },
  rn: { english: 'Kirundi' },
  sm: { own: 'Gagana Samoa' },
  syr: { english: 'Assyrian (Syriac)', own: 'ܣܘܪܝܬ' },
  tl: { english: 'Tagalog', own: 'Tagalog' },
  yap: { english: 'Yapese' },
  'zh-Hans': { english: 'Chinese (simplified)' },
  'zh-Hant': { english: 'Chinese (traditional)' },
}

/** What staff choose from, in the order of the English names. */
export const languages: readonly { value: Language; title: string }[] = codes
  .map(value => ({ value, title: englishName(value) }))
  .sort((a, b) => (a.title < b.title ? -1 : 1))

/** Whether a value is one of the languages. */
export function isLanguage(value: unknown): value is Language {
  return codes.some(code => code === value)
}

/** “Spanish”; null is the site's own language. */
export function englishName(language: Language | null): string {
  if (language === null) return languageName
  return names[language]?.english ?? nameIn('en', language) ?? language
}

/** “Español”: the name by which those who speak a language know it; null is the site's own language. */
export function ownName(language: Language | null): string {
  if (language === null) return languageName
  const known = ownNames.get(language)
  if (known !== undefined) return known
  const name = names[language]?.own ?? nameIn(language, language) ?? englishName(language)
  const [first = ''] = name
  const capitalized = first.toLocaleUpperCase(language) + name.slice(first.length)
  ownNames.set(language, capitalized)
  return capitalized
}

function nameIn(reader: string, language: Language): string | null {
  const known =
    displayNames.get(reader) ?? new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' })
  displayNames.set(reader, known)
  return known.of(language) ?? null
}

/** How a text is marked: `dir` only where it runs the other way than what is around it. */
export interface TextLanguage {
  lang?: string
  dir?: 'ltr' | 'rtl'
}

/** The attributes of an element whose words are in `language`, within words in `around`; null is the site's own language. */
export function inLanguage(language: Language | null, around: Language | null = null): TextLanguage {
  if (language === around) return {}
  const lang = language ?? siteLanguage
  const dir = directionOf(language)
  return dir === directionOf(around) ? { lang } : { lang, dir }
}

/** The id of the text in a language, within the text of a page: `/nondiscrimination/#zh-hans`. */
export function languageId(language: Language): string {
  return language.toLowerCase()
}

/** Which way a language is written; null is the site's own. */
export function directionOf(language: Language | null): 'ltr' | 'rtl' {
  if (language === null) return 'ltr'
  const direction =
    directions.get(language) ?? (localeOf(language).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr')
  directions.set(language, direction)
  return direction
}

/** Whether a language is written in Latin letters, as the site's own fonts have them. */
export function isLatin(language: Language | null): boolean {
  return language === null || localeOf(language).maximize().script === 'Latn'
}

/** “es_ES”: a language as Open Graph names it, with the country whose usage is the most common. */
export function openGraphLocale(language: Language): string {
  const { language: bare, region } = localeOf(language).maximize()
  return region ? `${bare}_${region}` : bare
}

function localeOf(language: Language): Intl.Locale {
  return new Intl.Locale(language)
}
