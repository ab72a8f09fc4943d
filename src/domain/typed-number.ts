import { findNumberWord, plainText, quoted, type Typed } from './typed.ts'

/** The whole number that somebody typed: “12”, “1,200”, “twelve”, and with its unit (“month”) “12 months”. */
export function readWholeNumber(text: string, unit?: string): Typed<number> {
  const words = plainText(text).replace(unit ? new RegExp(` ?${unit}s?$`) : /$^/, '')
  const digits = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)$/.test(words) ? Number(words.replaceAll(',', '')) : null
  const number = digits ?? findNumberWord(words)
  // “-0” is 0.
  if (number !== null && Number.isSafeInteger(number)) return { value: number + 0 }
  return { fault: `${quoted(text)} is not a whole number. Write it in digits, like 12.` }
}
