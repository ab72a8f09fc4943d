import { Stack } from '@sanity/ui'
import { type ObjectInputProps, useFormValue } from 'sanity'
import { z } from 'zod'
import { callHref, formatPhoneNumber, isPhoneNumber, textHref } from '#domain/phone-number.ts'
import { CallToAction } from '#shared-ui/CallToAction.tsx'
import { english } from '#words/english.ts'
import { WhatPatientsSee } from './WhatPatientsSee.tsx'

const text = z.string().trim().catch('')

/** The settings as they are typed: what is missing is empty. */
const typed = z.object({
  callNumber: text,
  textNumber: text,
  textingTerms: text,
  callToAction: z
    .object({ heading: text, text, callLabel: text, textLabel: text })
    .catch({ heading: '', text: '', callLabel: '', textLabel: '' }),
})

/** The words around the numbers, and what patients will see of them and of the numbers. */
export function CallToActionInput(props: ObjectInputProps) {
  const { callToAction, callNumber, textNumber, textingTerms } = typed.parse(useFormValue([]))
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      <WhatPatientsSee
        name="call-and-text-preview"
        missing="Write a number."
        shown={
          (callNumber || textNumber) && (
            <div className="tinted" style={{ paddingBlock: 'var(--space-m)' }}>
              <div className="wrap">
                <CallToAction
                  {...callToAction}
                  id="contact-us"
                  numbers={{
                    call: toContactNumber(callNumber, callHref),
                    text: toContactNumber(textNumber, textHref),
                  }}
                  textingTerms={textingTerms}
                  words={english.texting}
                />
              </div>
            </div>
          )
        }
      />
    </Stack>
  )
}

/** A number that is not one yet is shown as it was typed. */
function toContactNumber(number: string, toHref: (number: string) => string) {
  return isPhoneNumber(number)
    ? { href: toHref(number), text: formatPhoneNumber(number) }
    : { href: '#', text: number }
}
