import { createImageUrlBuilder } from '@sanity/image-url'
import { Box, Card, Flex, Stack, Text } from '@sanity/ui'
import { useMemo } from 'react'
import { type ObjectInputProps, useClient, useFormValue } from 'sanity'
import { z } from 'zod'
import { corners, drawings, fonts, headers, hexPattern, logoPlaces, ownColors } from '#domain/look/choices.ts'
import { contrast } from '#domain/look/contrast.ts'
import { toLookCss } from '#domain/look/look-css.ts'
import { type Palette, toPalette } from '#domain/look/tones.ts'
import { toFontCss } from '#shared-ui/fonts.ts'
import { LookSample } from '#shared-ui/LookSample.tsx'
import { english } from '#words/english.ts'
import { WhatPatientsSee } from '../patients-view/WhatPatientsSee.tsx'
import { apiVersion } from '../project.ts'

const color = z.string().regex(hexPattern).nullish().catch(null)

function choice<const Value extends string>(list: readonly { value: Value }[]) {
  const values = list.map(({ value }) => value)
  return z.enum(values).nullish().catch(null)
}

const picture = z
  .object({ asset: z.object({ _ref: z.string() }) })
  .nullish()
  .catch(null)

/** The settings as they are typed: what is missing or cannot be read is as the site has it by itself. */
const typed = z.object({
  clinicName: z.string().catch(''),
  look: z
    .object({
      color,
      accent: color,
      font: choice(fonts),
      corners: choice(corners),
      header: choice(headers),
      drawing: choice(drawings),
      logo: picture,
      logoDark: picture,
      logoPlace: choice(logoPlaces),
    })
    .nullish()
    .catch(null),
})

/** The choices, and what patients will see of them, with the contrasts that follow. */
export function LookInput(props: ObjectInputProps) {
  const { clinicName, look } = typed.parse(useFormValue([]))
  const palette = usePalette(look?.color ?? null, look?.accent ?? null)
  const font = look?.font ?? 'clear'
  const logo = useLogo(look?.logo?.asset._ref ?? null, look?.logoPlace === 'instead')
  const css = toLookCss({
    palette,
    corners: look?.corners ?? 'soft',
    header: look?.header ?? 'light',
    logo: logo && { ratio: logo.ratio, needsWhite: !look?.logoDark },
  })
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      <WhatPatientsSee
        name="look-preview"
        missing=""
        styles={toFontCss(font, 'swap') + css}
        shown={
          <LookSample
            clinicName={clinicName}
            drawing={look?.drawing ?? 'sunrise'}
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

function usePalette(brand: string | null, accent: string | null): Palette | null {
  return useMemo(
    () => (brand || accent ? toPalette(brand ?? ownColors.light.brand, accent) : null),
    [brand, accent],
  )
}

/** The logo by the id of its asset, which says how large it is. */
function useLogo(assetId: string | null, saysName: boolean) {
  const client = useClient({ apiVersion })
  const [, width, height] = /-(\d+)x(\d+)-/.exec(assetId ?? '') ?? []
  if (assetId === null || !width || !height) return null
  const url = createImageUrlBuilder(client).image(assetId).url()
  return { url, saysName, ratio: Number(width) / Number(height) }
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
