import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { Card, Flex, Text } from '@sanity/ui'
import type { FormNodeValidation } from 'sanity'

/** What staff may want to look at again, in the open. */
export function Warning({ words, testId }: { words: string; testId?: string }) {
  return (
    <Card tone="caution" radius={2} padding={3} data-testid={testId}>
      <Flex gap={3}>
        <Text size={1} aria-hidden="true">
          <WarningOutlineIcon />
        </Text>
        <Text size={1}>{words}</Text>
      </Flex>
    </Card>
  )
}

/** What a field warns of: Sanity shows a sign alone until somebody points at it. */
export function FieldWarnings({ validation }: { validation: readonly FormNodeValidation[] }) {
  return validation
    .filter(({ level }) => level === 'warning')
    .map(({ message }) => <Warning key={message} words={message} testId="field-warning" />)
}
