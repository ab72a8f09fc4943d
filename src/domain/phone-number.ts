import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js'
import { quoted, type Typed } from './typed.ts'
import { e164Pattern } from './vocabulary.ts'

/** A number of the clinic: its `tel:` or `sms:` address, and as patients read it. */
export interface ContactNumber {
  href: string
  text: string
}

/** The number to call and the number to text. */
export interface ContactNumbers {
  call: ContactNumber
  text: ContactNumber
}

/** Whether the string is a phone number as E.164 writes it (+13307544844), of a length that its country uses. */
export function isPhoneNumber(value: string): boolean {
  return findPhoneNumber(value) !== undefined
}

/** The number as patients read it: “(330) 754-4844”; outside the North American plan, “+44 20 7946 0000”. */
export function formatPhoneNumber(e164: string): string {
  const number = getPhoneNumber(e164)
  return number.countryCallingCode === '1' ? number.formatNational() : number.formatInternational()
}

/** The number (E.164) that somebody typed as people do: “(216) 555-0142”, “+44 20 7946 0000”; without a country, American. */
export function readPhoneNumber(text: string): Typed<string> {
  const given = text.trim()
  const number = /^[\d\s()+./\-‐–]+$/.test(given) ? parsePhoneNumberFromString(given, 'US') : undefined
  if (number?.isPossible() && !number.ext && isPhoneNumber(number.number)) return { value: number.number }
  return {
    fault: `${quoted(given)} is not a phone number. Write it with its area code, like (614) 555-0142, or with its country code, like +44 20 7946 0000.`,
  }
}

/** Where a “Call” button leads: “tel:+13307544844” (RFC 3966). */
export function callHref(e164: string): string {
  return `tel:${getPhoneNumber(e164).number}`
}

/** Where a “Text” button leads: “sms:+13307544844” (RFC 5724). */
export function textHref(e164: string): string {
  return `sms:${getPhoneNumber(e164).number}`
}

function getPhoneNumber(e164: string): PhoneNumber {
  const number = findPhoneNumber(e164)
  if (number) return number
  throw new RangeError(
    `“${e164}” is not a phone number. Write it with a plus sign, the country code and digits only: +13307544844.`,
  )
}

function findPhoneNumber(value: string): PhoneNumber | undefined {
  if (!e164Pattern.test(value)) return undefined
  const number = parsePhoneNumberFromString(value)
  return number?.number === value && number.isPossible() ? number : undefined
}
