import { Text } from '@sanity/ui'
import { useState } from 'react'
import { NewLink } from './NewLink.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import type { Person, SignInLink } from './people-api.ts'
import type { PeopleApi } from './use-people.ts'

/** A new link for somebody who cannot get in, or who uses another browser. */
export function LinkDialog(props: { api: PeopleApi; person: Person; onClose: () => void }) {
  const { api, person, onClose } = props
  const [link, setLink] = useState<SignInLink | null>(null)
  if (link) return <NewLink link={link} onClose={onClose} />
  return (
    <PersonDialog
      header={`A new link for ${person.name}`}
      action="Make the link"
      onDo={async () => setLink(await api.makeLink(person.id))}
      onClose={onClose}
    >
      <Text size={1}>
        For when {person.name} is locked out, or uses another browser or device. Where they are signed in,
        they stay signed in.
      </Text>
    </PersonDialog>
  )
}
