import { Stack } from '@sanity/ui'
import { type ObjectInputProps, useFormValue } from 'sanity'
import { CallToAction } from '#shared-ui/CallToAction.tsx'
import { english } from '#words/english.ts'
import { shownNumber, typedSettings } from './typed-settings.ts'
import { useLook } from './use-look.ts'
import { WhatPatientsSee } from './WhatPatientsSee.tsx'

/** The words around the numbers, and what patients will see of them and of the numbers. */
export function CallToActionInput(props: ObjectInputProps) {
  const settings: unknown = useFormValue([])
  const { callToAction, callNumber, textNumber, textingTerms } = typedSettings.parse(settings)
  const { styles } = useLook(settings)
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      <WhatPatientsSee
        name="call-and-text-preview"
        missing="Write a number."
        styles={styles}
        shown={
          (callNumber || textNumber) && (
            <div className="section tinted closing" style={{ paddingBlock: 'var(--space-m)' }}>
              <div className="wrap">
                <CallToAction
                  {...callToAction}
                  id="contact-us"
                  numbers={{ call: shownNumber(callNumber), text: shownNumber(textNumber) }}
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
