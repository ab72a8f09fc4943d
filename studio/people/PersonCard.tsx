import { Badge, Box, Card, Flex, Inline, Stack, Text } from '@sanity/ui'
import { useCurrentUser } from 'sanity'
import { SmallButton } from '../panes/SmallButton.tsx'
import { Muted } from '../panes/Words.tsx'
import type { Person } from './people-api.ts'
import { operatorId, toPresence } from './person-words.ts'
import { getRole } from './roles.ts'

/** A person with what they may do, when they were last there, and what can be done about it. */
export function PersonCard(props: {
  person: Person
  /** “the only administrator”, or null. */
  only: string | null
  /** Absent where nothing can be done any more. */
  onDo?: (what: 'link' | 'change' | 'end') => void
}) {
  const { person, only, onDo } = props
  const isOwn = useCurrentUser()?.id === person.id
  const role = getRole(person.role)
  const isOperator = person.id === operatorId
  const may = isOperator ? 'The person who runs the server, and signs in with its key.' : role.may
  const noteId = `only-${person.id}`
  return (
    <Card as="li" border radius={3} padding={4}>
      <Flex gap={4} wrap="wrap" align="flex-start">
        <Box flex={1} style={{ minWidth: '15rem' }}>
          <Stack gap={3}>
            <Flex gap={2} align="center" wrap="wrap">
              <Text weight="semibold">{person.name}</Text>
              {isOwn && <Badge>You</Badge>}
            </Flex>
            <Text size={1}>
              <strong>{role.title}.</strong> {onDo && may}
            </Text>
            {!isOperator && (
              <Muted>{toPresence(person, Temporal.Now.timeZoneId(), Temporal.Now.instant())}</Muted>
            )}
            {only && (
              <Muted id={noteId}>
                {isOwn ? 'You are' : `${person.name} is`} {only}. Make somebody else one before access can end
                or the role can change.
              </Muted>
            )}
          </Stack>
        </Box>
        {onDo && !isOperator && (
          <Inline gap={2}>
            <SmallButton
              text="New link"
              aria-label={`New link for ${person.name}`}
              onClick={() => onDo('link')}
            />
            <SmallButton text="Change" aria-label={`Change ${person.name}`} onClick={() => onDo('change')} />
            <SmallButton
              tone="critical"
              text="End access"
              aria-label={`End access of ${person.name}`}
              aria-describedby={only ? noteId : undefined}
              disabled={only !== null}
              onClick={() => onDo('end')}
            />
          </Inline>
        )}
      </Flex>
    </Card>
  )
}
