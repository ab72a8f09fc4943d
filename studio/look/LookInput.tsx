import { Box, Card, Flex, Stack } from '@sanity/ui'
import { type ObjectInputProps, useFormValue } from 'sanity'
import type { Header } from '#domain/look/choices.ts'
import { contrast } from '#domain/look/contrast.ts'
import type { Palette } from '#domain/look/tones.ts'
import { LookSample } from '#shared-ui/LookSample.tsx'
import { english } from '#words/english.ts'
import { useOverview } from '../live/overview-context.ts'
import { Muted } from '../panes/Words.tsx'
import { shownNumber, typedSettings, unwritten } from '../patients-view/typed-settings.ts'
import { useLook, useOpeningPhoto } from '../patients-view/use-look.ts'
import { WhatPatientsSee } from '../patients-view/WhatPatientsSee.tsx'

/** Nobody's. */
const anyNumber = '(555) 555-0100'

/** The choices, and what patients will see of them. A form of some fields, to set up the site, has its home page beside it. */
export function LookInput(props: ObjectInputProps) {
  const settings: unknown = useFormValue([])
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      {Object(settings)._id && <LookPreview settings={settings} />}
    </Stack>
  )
}

/** The look of the settings as they are typed, in the clinic's own words, with the contrasts that follow. */
function LookPreview({ settings }: { settings: unknown }) {
  const { clinicName, callNumber, textNumber, callToAction } = typedSettings.parse(settings)
  const look = useLook(settings)
  const { heading, introduction, picture } = useOverview()?.content.opening ?? {}
  const photo = useOpeningPhoto(picture)
  return (
    <WhatPatientsSee
      name="look-preview"
      missing=""
      styles={look.styles}
      shown={
        <LookSample
          clinic={{
            name: clinicName || unwritten.clinicName,
            heading: heading || unwritten.heading,
            introduction: introduction || unwritten.introduction,
            callLabel: callToAction.callLabel || english.contact.call,
            textLabel: callToAction.textLabel || english.contact.text,
            numbers: { call: shownNumber(callNumber, anyNumber), text: shownNumber(textNumber, anyNumber) },
          }}
          art={{ ...look, photo }}
          logo={look.logo}
          words={english}
        />
      }
    >
      {look.palette && <Contrasts palette={look.palette} header={look.header} />}
    </WhatPatientsSee>
  )
}

const shown = [
  ['Buttons', 'on-brand', 'brand'],
  ['Links', 'link', 'paper'],
  ['Text', 'ink', 'paper'],
  ['Announcements', 'on-lamp', 'lamp'],
  ['Dark parts', 'on-night', 'night'],
] as const
const band = ['Top of the page', 'on-night', 'band'] as const

/** Each ground with its words, and their contrast: 4.5 is what the law and good practice ask for. */
function Contrasts({ palette, header }: { palette: Palette; header: Header }) {
  const grounds = header === 'band' ? [band, ...shown] : shown
  return (
    <Stack gap={3}>
      {(['light', 'dark'] as const).map(scheme => (
        <Flex key={scheme} gap={2} wrap="wrap" align="center">
          <Box style={{ minWidth: 48 }}>
            <Muted>{scheme === 'light' ? 'Light' : 'Dark'}</Muted>
          </Box>
          {grounds.map(([name, front, back]) => {
            const tones = palette[scheme]
            return (
              <Card
                key={name}
                border
                radius={2}
                padding={3}
                style={{ background: tones[back], color: tones[front] }}
              >
                <span style={{ fontSize: 13 }}>
                  {name} {contrast(tones[front], tones[back]).toFixed(1)}
                </span>
              </Card>
            )
          })}
        </Flex>
      ))}
      <Muted>
        The numbers are the contrast of words on their ground. 4.5 is the least that good practice asks for;
        the site keeps above it whatever color you choose.
      </Muted>
    </Stack>
  )
}
