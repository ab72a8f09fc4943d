import { z } from 'zod'
import { type ContactNumber, formatPhoneNumber, isPhoneNumber } from '#domain/phone-number.ts'

const text = z.string().trim().catch('')
const words = z.object({ heading: text, text, callLabel: text, textLabel: text })

/** What settings say of the clinic and of how to reach it while they are typed: what is missing is empty. */
export const typedSettings = z.object({
  clinicName: text,
  callNumber: text,
  textNumber: text,
  textingTerms: text,
  callToAction: words.catch(words.parse({})),
})

/** Shown in place of words that are still to be written. */
export const unwritten = {
  clinicName: 'Name of the clinic',
  heading: 'Opening words',
  introduction: 'Who you help, with what, and how to begin.',
}

/** A number as patients will read it, in a frame where nothing is pressed. One that is not one yet is shown as it was typed. */
export function shownNumber(typed: string, whenMissing = ''): ContactNumber {
  return { href: '#', text: isPhoneNumber(typed) ? formatPhoneNumber(typed) : typed || whenMissing }
}
