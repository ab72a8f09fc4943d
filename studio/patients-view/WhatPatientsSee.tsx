import { Card, Flex, Heading, Stack, Text, useMediaIndex } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { SmallButton } from '../panes/SmallButton.tsx'
import { Muted } from '../panes/Words.tsx'
import { PatientFrame } from './PatientFrame.tsx'
import type { Scheme } from './page-styles.ts'

const schemes = { light: 'Light', dark: 'Dark' } as const
/** As wide as the narrowest phones. */
const phoneWidth = '320px'

/**
 * A box in a form that shows a part of a page as patients will see it, while it is written: as wide as the form and as
 * wide as a phone, by day and in the dark. `shown` is that part, or null while there is too little for it: the box then
 * says what is `missing`. What is inside is said about it below.
 */
export function WhatPatientsSee(props: {
  name: string
  shown: ReactNode
  missing: string
  children?: ReactNode
  /** The look in styles, where it is chosen in the same form. */
  styles?: string
}) {
  const { name, shown, missing, children, styles } = props
  const [scheme, setScheme] = useState<Scheme>('light')
  return (
    <Card border radius={2} padding={4} data-testid={name}>
      <Stack gap={4}>
        <Flex gap={3} align="center" justify="space-between" wrap="wrap">
          <Heading as="h2" size={1}>
            What patients will see
          </Heading>
          {shown && <SchemeChoice scheme={scheme} onChoose={setScheme} />}
        </Flex>
        {shown ? (
          <Frames scheme={scheme} styles={styles}>
            {shown}
          </Frames>
        ) : (
          <Muted>{missing}</Muted>
        )}
        {children}
      </Stack>
    </Card>
  )
}

function SchemeChoice({ scheme, onChoose }: { scheme: Scheme; onChoose: (scheme: Scheme) => void }) {
  return (
    <Flex gap={1} role="group" aria-label="Colors of the patient’s device">
      {(['light', 'dark'] as const).map(each => (
        <SmallButton
          key={each}
          mode="bleed"
          text={schemes[each]}
          selected={each === scheme}
          aria-pressed={each === scheme}
          onClick={() => onChoose(each)}
        />
      ))}
    </Flex>
  )
}

/** On a phone, the form itself is as wide as one. */
function Frames(props: { scheme: Scheme; styles: string | undefined; children: ReactNode }) {
  const { scheme, styles, children } = props
  const isPhone = useMediaIndex() <= 1
  return (
    <>
      <PatientFrame title="As patients will see it" scheme={scheme} styles={styles}>
        {children}
      </PatientFrame>
      {!isPhone && (
        <Stack gap={3}>
          <Text size={0} muted>
            On a phone
          </Text>
          <PatientFrame
            title="As patients will see it on a phone"
            scheme={scheme}
            styles={styles}
            maxWidth={phoneWidth}
          >
            {children}
          </PatientFrame>
        </Stack>
      )}
    </>
  )
}
