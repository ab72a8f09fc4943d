import { Stack } from '@sanity/ui'
import type { ImageValue, ObjectInputProps } from 'sanity'
import { LookOpening } from '#shared-ui/LookSample.tsx'
import { useOverview } from '../live/overview-context.ts'
import { FieldWarnings } from '../panes/Warning.tsx'
import { unwritten } from '../patients-view/typed-settings.ts'
import { useLook, useOpeningPhoto } from '../patients-view/use-look.ts'
import { useTypedText } from '../patients-view/use-typed-text.ts'
import { WhatPatientsSee } from '../patients-view/WhatPatientsSee.tsx'

/** The photo of the home page, and its opening with it, or with the drawing. */
export function HomePictureInput(props: ObjectInputProps<ImageValue>) {
  const look = useLook(useOverview()?.content)
  const photo = useOpeningPhoto(props.value)
  const heading = useTypedText('heading')
  const introduction = useTypedText('introduction')
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      <FieldWarnings validation={props.validation} />
      <WhatPatientsSee
        name="opening-preview"
        missing=""
        shown={
          <LookOpening heading={heading || unwritten.heading} art={{ ...look, photo }}>
            <p className="lead">{introduction || unwritten.introduction}</p>
          </LookOpening>
        }
      />
    </Stack>
  )
}
