import { expect, test } from 'vitest'
import {
  inLanguage,
  isLanguage,
  isLatin,
  languageId,
  languages,
  openGraphLocale,
  ownName,
} from './languages.ts'

test.each([
  ['es', 'Español'],
  ['zh-Hans', '简体中文'],
  ['zh-Hant', '繁體中文'],
  ['ar', 'العربية'],
  ['ht', 'Kreyòl ayisyen'],
  ['tl', 'Tagalog'],
  ['vi', 'Tiếng Việt'],
] as const)('“%s” is called “%s” by those who speak it', (language, name) => {
  expect(ownName(language)).toBe(name)
})

test('every language has a name in English and of its own, and an id that an address can have', () => {
  expect(languages.length).toBeGreaterThan(80)
  expect(languages.map(({ title }) => title)).toEqual(
    [...new Set(languages.map(({ title }) => title))].sort(),
  )
  for (const { value, title } of languages) {
    expect(title, value).toMatch(/^\p{Lu}\p{L}+/u)
    expect(ownName(value), value).not.toBe(value)
    expect(languageId(value)).toMatch(/^[a-z]{2,3}(?:-[a-z]{4})?$/)
    // What HTML takes for a language.
    expect(Intl.getCanonicalLocales(value === 'tl' ? 'fil' : value)).toHaveLength(1)
  }
})

test('a text says its direction where it runs against what is around it', () => {
  expect(inLanguage(null)).toEqual({})
  expect(inLanguage('es')).toEqual({ lang: 'es' })
  expect(inLanguage('es', 'es')).toEqual({})
  expect(inLanguage('ar')).toEqual({ lang: 'ar', dir: 'rtl' })
  expect(inLanguage('ar', 'ur')).toEqual({ lang: 'ar' })
  expect(inLanguage(null, 'ar')).toEqual({ lang: 'en-US', dir: 'ltr' })
})

test('a language that the site does not list is none', () => {
  expect(isLanguage('es')).toBe(true)
  for (const other of ['en', 'EN', 'es-MX', '', null, 7]) expect(isLanguage(other)).toBe(false)
})

test('machines learn the script and the country of a language', () => {
  expect([isLatin(null), isLatin('vi'), isLatin('ru'), isLatin('zh-Hans')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([openGraphLocale('es'), openGraphLocale('zh-Hant')]).toEqual(['es_ES', 'zh_TW'])
})
