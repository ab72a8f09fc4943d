import { createImageUrlBuilder } from '@sanity/image-url'
import { Stack } from '@sanity/ui'
import { type ImageValue, type ObjectInputProps, useClient } from 'sanity'
import { LookDrawing, LookPhoto } from '#shared-ui/LookSample.tsx'
import { useOverview } from '../live/overview-context.ts'
import { keptSize } from '../look/kept-size.ts'
import { FieldWarnings } from '../panes/Warning.tsx'
import { unwritten } from '../patients-view/typed-settings.ts'
import { useLook } from '../patients-view/use-look.ts'
import { useTypedText } from '../patients-view/use-typed-text.ts'
import { WhatPatientsSee } from '../patients-view/WhatPatientsSee.tsx'
import { apiVersion } from '../project.ts'

/** The photo of the home page, and its opening with it, or with the drawing. */
export function HomePictureInput(props: ObjectInputProps<ImageValue>) {
  const { value } = props
  const { drawing } = useLook(useOverview()?.content)
  const client = useClient({ apiVersion })
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
          <div className="tinted">
            <div className="wrap look-words">
              <h1>{heading || unwritten.heading}</h1>
              <p className="lead">{introduction || unwritten.introduction}</p>
              {value?.asset && keptSize(value) ? (
                <LookPhoto url={createImageUrlBuilder(client).image(value).size(1200, 900).url()} />
              ) : (
                <LookDrawing drawing={drawing} />
              )}
            </div>
          </div>
        }
      />
    </Stack>
  )
}
