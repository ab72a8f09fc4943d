import { Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { IntentLink } from 'sanity/router'
import { SmallButton } from '../../panes/SmallButton.tsx'
import { Bold, Muted } from '../../panes/Words.tsx'
import { ruleTitle } from '../check-writing.ts'
import type { Finding } from '../finding.ts'

/** Words of a finding that fit into a narrow panel. */
const mostLetters = 140

/** One piece of advice: the words, what to do, and the buttons that show the place, mend it or leave it. */
export function FindingCard(props: {
  finding: Finding
  canEdit: boolean
  onShow: () => void
  onFix: () => void
  onLeave: () => void
}) {
  const { finding, canEdit, onShow, onFix, onLeave } = props
  const { rule, words, advice, fix, create } = finding
  return (
    <Card border radius={2} padding={3} data-testid="finding" data-rule={rule}>
      <Stack gap={4}>
        <Bold>{ruleTitle(rule)}</Bold>
        <Muted>“{shorten(words)}”</Muted>
        <Text size={1}>{advice}</Text>
        <Flex gap={1} wrap="wrap">
          {fix && (
            <SmallButton mode="default" tone="primary" text={fix.label} disabled={!canEdit} onClick={onFix} />
          )}
          {create && canEdit && (
            <Button
              as={IntentLink}
              intent="create"
              params={{ type: create }}
              tone="primary"
              padding={2}
              fontSize={1}
              text="Write an announcement"
            />
          )}
          <SmallButton text="Show" onClick={onShow} />
          <SmallButton mode="bleed" text="Leave as it is" onClick={onLeave} />
        </Flex>
      </Stack>
    </Card>
  )
}

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ')
  return line.length <= mostLetters ? line : `${line.slice(0, mostLetters).replace(/\s\S*$/, '')} …`
}
