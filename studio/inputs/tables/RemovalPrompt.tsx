import { Card, Flex, Stack, Text } from '@sanity/ui'
import { SmallButton } from '../../panes/SmallButton.tsx'

/** Asks before words go with a row or a column. */
export function RemovalPrompt(props: {
  /** “row 2” */
  what: string
  words: string
  onRemove: () => void
  onKeep: () => void
}) {
  const { what, words, onRemove, onKeep } = props
  return (
    <Card tone="caution" border radius={2} padding={3} role="alertdialog" aria-label={`Remove ${what}?`}>
      <Stack gap={3}>
        <Text size={1}>{`These words go with ${what}: “${words}”.`}</Text>
        <Flex gap={2}>
          <SmallButton autoFocus mode="default" tone="critical" text={`Remove ${what}`} onClick={onRemove} />
          <SmallButton text="Keep it" onClick={onKeep} />
        </Flex>
      </Stack>
    </Card>
  )
}
