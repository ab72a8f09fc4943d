import { defineField } from 'sanity'
import { isPhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { describeFault } from '#domain/typed.ts'
import { PhoneInput } from '#studio/inputs/typed-entry/inputs.tsx'

interface PhoneField {
  name: string
  title: string
  description?: string
}

/** A phone number that may be missing, typed as people write it. */
export function optionalPhoneField(field: PhoneField) {
  return defineField({
    ...field,
    type: 'string',
    components: { input: PhoneInput },
    validation: rule =>
      rule.custom(
        number => !number || isPhoneNumber(number) || describeFault(number, readPhoneNumber(number)),
      ),
  })
}
