import { Card, Text } from '@sanity/ui'
import { useState } from 'react'
import { NewLink } from './NewLink.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { ProfileFields } from './ProfileFields.tsx'
import type { Profile, SignInLink } from './people-api.ts'
import type { PeopleApi } from './use-people.ts'

/** Asks who is invited and what they may do, then shows the link that lets them in. */
export function InviteDialog(props: { api: PeopleApi; names: readonly string[]; onClose: () => void }) {
  const { api, names, onClose } = props
  const [profile, setProfile] = useState<Profile>({ name: '', role: 'editor' })
  const [link, setLink] = useState<SignInLink | null>(null)
  if (link) return <NewLink link={link} onClose={onClose} />
  const name = profile.name.trim()
  const isTaken = names.some(each => each.toLowerCase() === name.toLowerCase())
  return (
    <PersonDialog
      header="Invite somebody"
      action="Make the link"
      isReady={name !== ''}
      onDo={async () => setLink(await api.invite({ ...profile, name }))}
      onClose={onClose}
    >
      <ProfileFields profile={profile} onChange={setProfile} />
      {isTaken && (
        <Card tone="caution" border radius={2} padding={3} role="status">
          <Text size={1}>
            {name} has access already. Is it the same person? Then press Cancel, and “New link” beside the
            name. A second account of this name would be somebody else.
          </Text>
        </Card>
      )}
    </PersonDialog>
  )
}
