import { defineField } from 'sanity'
import { isPhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { describeFault } from '#domain/typed.ts'
import { PhoneInput } from '#studio/inputs/typed-entry/inputs.tsx'

interface PhoneField {
  name: string
  title: string
  description?: string
  group?: string
  /** What staff read where there is none; without it, the number may be missing. */
  missing?: string
}

/** A phone number, typed as people write it. */
export function phoneField({ missing, ...field }: PhoneField) {
  return defineField({
    ...field,
    type: 'string',
    components: { input: PhoneInput },
    validation: rule => [
      ...(missing ? [rule.required().error(missing)] : []),
      rule.custom(
        number => !number || isPhoneNumber(number) || describeFault(number, readPhoneNumber(number)),
      ),
    ],
  })
}
