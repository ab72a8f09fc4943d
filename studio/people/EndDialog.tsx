import { Stack, Text } from '@sanity/ui'
import { useCurrentUser } from 'sanity'
import { PersonDialog } from './PersonDialog.tsx'
import type { Person } from './people-api.ts'
import type { PeopleApi } from './use-people.ts'

/** Asks before somebody's access ends, and says what ends with it. */
export function EndDialog(props: { api: PeopleApi; person: Person; onClose: () => void }) {
  const { api, person, onClose } = props
  const isOwn = useCurrentUser()?.id === person.id
  return (
    <PersonDialog
      header={isOwn ? 'End your own access?' : `End the access of ${person.name}?`}
      action="End access now"
      tone="critical"
      onDo={async () => {
        await api.end(person.id)
        onClose()
      }}
      onClose={onClose}
    >
      <Stack gap={4}>
        <Text size={1}>
          {isOwn ? 'You are' : `${person.name} is`} signed out everywhere, at once, and no sign-in link works
          any more. What is not saved at that moment is lost.
        </Text>
        <Text size={1}>
          What {isOwn ? 'you' : 'they'} wrote stays, with the name on it. Pages of the preview that are open
          can stay open for up to twelve hours.
        </Text>
        {person.role === 'administrator' && (
          <Text size={1}>
            Do {isOwn ? 'you' : 'they'} know the key of the server? Then ask the person who runs it for a new
            key.
          </Text>
        )}
        <Text size={1}>It cannot be undone, but {isOwn ? 'you' : 'they'} can be invited again.</Text>
      </Stack>
    </PersonDialog>
  )
}
