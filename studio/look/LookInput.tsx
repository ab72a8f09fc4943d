import { Box, Card, Flex, Stack, Text } from '@sanity/ui'
import { type ObjectInputProps, useFormValue } from 'sanity'
import { contrast } from '#domain/look/contrast.ts'
import type { Palette } from '#domain/look/tones.ts'
import { LookSample } from '#shared-ui/LookSample.tsx'
import { english } from '#words/english.ts'
import { useLook } from '../patients-view/use-look.ts'
import { WhatPatientsSee } from '../patients-view/WhatPatientsSee.tsx'

/** The choices, and what patients will see of them, with the contrasts that follow. */
export function LookInput(props: ObjectInputProps) {
  const settings: unknown = useFormValue([])
  const clinicName: unknown = Object(settings).clinicName
  const { palette, styles, drawing, logo } = useLook(settings)
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      <WhatPatientsSee
        name="look-preview"
        missing=""
        styles={styles}
        shown={
          <LookSample
            clinicName={typeof clinicName === 'string' ? clinicName : ''}
            drawing={drawing}
            logo={logo}
            words={english}
          />
        }
      >
        {palette && <Contrasts palette={palette} />}
      </WhatPatientsSee>
    </Stack>
  )
}

const shown = [
  ['Buttons', 'on-brand', 'brand'],
  ['Links', 'link', 'paper'],
  ['Text', 'ink', 'paper'],
  ['Announcements', 'on-lamp', 'lamp'],
  ['Top and foot', 'on-night', 'night'],
] as const

/** Each ground with its words, and their contrast: 4.5 is what the law and good practice ask for. */
function Contrasts({ palette }: { palette: Palette }) {
  return (
    <Stack gap={3}>
      {(['light', 'dark'] as const).map(scheme => (
        <Flex key={scheme} gap={2} wrap="wrap" align="center">
          <Box style={{ minWidth: 48 }}>
            <Text size={1} muted>
              {scheme === 'light' ? 'Light' : 'Dark'}
            </Text>
          </Box>
          {shown.map(([name, front, back]) => {
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
      <Text size={1} muted>
        The numbers are the contrast of words on their ground. 4.5 is the least that good practice asks for;
        the site keeps above it whatever color you choose.
      </Text>
    </Stack>
  )
}
