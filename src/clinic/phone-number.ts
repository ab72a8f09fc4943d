import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js'
import { e164Pattern } from './vocabulary.ts'

/** Whether the string is a phone number as E.164 writes it (+13307544844), of a length that its country uses. */
export function isPhoneNumber(value: string): boolean {
  return findPhoneNumber(value) !== undefined
}

/** The number as patients read it: “(330) 754-4844”; outside the North American plan, “+44 20 7946 0000”. */
export function formatPhoneNumber(e164: string): string {
  const number = getPhoneNumber(e164)
  return number.countryCallingCode === '1' ? number.formatNational() : number.formatInternational()
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
