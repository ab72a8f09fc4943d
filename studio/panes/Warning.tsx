import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { Card, type CardTone, Flex, Text } from '@sanity/ui'
import type { ComponentType } from 'react'
import type { FormNodeValidation } from 'sanity'
import { Sign } from './Words.tsx'

/** Words behind an icon. */
export function Note(props: { tone: CardTone; icon: ComponentType; words: string; testId?: string }) {
  const { tone, icon, words, testId } = props
  return (
    <Card tone={tone} radius={2} padding={3} data-testid={testId}>
      <Flex gap={3}>
        <Sign icon={icon} />
        <Text size={1}>{words}</Text>
      </Flex>
    </Card>
  )
}

/** What staff may want to look at again, in the open. */
export function Warning({ words, testId }: { words: string; testId?: string }) {
  return <Note tone="caution" icon={WarningOutlineIcon} words={words} testId={testId} />
}

/** What a field warns of: Sanity shows a sign alone until somebody points at it. */
export function FieldWarnings({ validation }: { validation: readonly FormNodeValidation[] }) {
  return validation
    .filter(({ level }) => level === 'warning')
    .map(({ message }) => <Warning key={message} words={message} testId="field-warning" />)
}
