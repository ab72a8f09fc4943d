import { Text } from '@sanity/ui'
import { useState } from 'react'
import { useCurrentUser } from 'sanity'
import { PersonDialog } from './PersonDialog.tsx'
import { ProfileFields } from './ProfileFields.tsx'
import type { Person, Profile } from './people-api.ts'
import type { PeopleApi } from './use-people.ts'

/** Another name or role for somebody. */
export function ChangeDialog(props: {
  api: PeopleApi
  person: Person
  /** “the only administrator”, or null. */
  only: string | null
  onClose: () => void
}) {
  const { api, person, only, onClose } = props
  const [profile, setProfile] = useState<Profile>({ name: person.name, role: person.role })
  const isOwn = useCurrentUser()?.id === person.id
  const name = profile.name.trim()
  const isChanged = name !== person.name || profile.role !== person.role
  return (
    <PersonDialog
      header={`Change ${person.name}`}
      action="Save"
      isReady={name !== '' && isChanged}
      onDo={async () => {
        await api.change(person.id, { ...profile, name })
        onClose()
      }}
      onClose={onClose}
    >
      <ProfileFields
        profile={profile}
        onChange={setProfile}
        lockedRole={only ? `This is ${only}. Make somebody else one first.` : undefined}
      />
      {profile.role !== person.role && (
        <Text size={1} role="status">
          {isOwn && profile.role !== 'administrator'
            ? 'This is you: once you save, you can no longer come to this page.'
            : `It holds at once. ${person.name} sees it in full after loading the Studio again.`}
        </Text>
      )}
    </PersonDialog>
  )
}
